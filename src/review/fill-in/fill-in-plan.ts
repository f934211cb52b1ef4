/** The plan of the workbook for measurements of a period, with the hidden sheet by which it is known when it comes back. */
import type { Ledger } from "../../agreement/ledger.ts";
import { emptyLedger } from "../../agreement/ledger.ts";
import { countedCase, standingOf } from "../../agreement/standing.ts";
import { periodsOf } from "../../case/calendar.ts";
import type { Case } from "../../case/case.ts";
import { buildWords, NameRegistry } from "../../engine/plan/builder.ts";
import type { WorkbookPlan } from "../../engine/plan/plan.ts";
import { fillInWords } from "../../engine/plan/words.ts";
import { indicatorRows, type PlanContext, sheet } from "../../engine/sheets/context.ts";
import { contentOf, planFacts } from "../../engine/sheets/manifest-sheet.ts";
import type { Model } from "../../model/model.ts";
import { currencyName } from "../../text/format.ts";
import { eachLocale } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import type { Measurement } from "../actuals.ts";
import { planFillIn } from "./fill-in-sheet.ts";

/** Of the hidden sheet. */
export const fillInVersion = "1";
/** Its facts, in their order; the first says what kind of workbook it is. */
export const fillInFacts = [
  "valuebook-measurements",
  "locale",
  "customer",
  "model",
  "currency",
  "period",
  "measurements",
  "head",
  "content",
  "sum",
] as const;

export interface FillInInput {
  readonly model: Model;
  readonly kase: Case;
  readonly ledger?: Ledger | undefined;
  /** All that was measured before; the workbook says how many lines it knew. */
  readonly history: readonly Measurement[];
  readonly period: number;
}

export interface FillInPlan {
  readonly plan: WorkbookPlan;
  readonly keys: readonly string[];
  /** Tells whether what is planned now is what was sent. */
  readonly content: string;
}

export function fillInPlan({ model, kase, ledger, history, period }: FillInInput): FillInPlan {
  const counted = countedCase(kase, ledger && standingOf(ledger, kase, model));
  const registry = new NameRegistry();
  const wordSheet = buildWords(registry, words("sheet.words"), { more: fillInWords });
  const context: PlanContext = {
    model,
    kase: counted,
    registry,
    words: wordSheet.words,
    scenarioWords: [],
    currency: eachLocale(locale => currencyName(kase.customer.currency, locale)),
    periods: periodsOf(kase.calendar),
    rows: indicatorRows(model, counted),
    tables: new Set(),
    levelWords: new Map(),
  };
  const form = planFillIn({
    context,
    period,
    history,
    word: word => {
      const cell = wordSheet.more[word];
      if (!cell) throw new Error(`the plan has no word ${word}`);
      return cell;
    },
  });
  const content = contentOf([form.sheet]);
  const label = context.periods[period]?.label ?? "";
  const manifest = planFacts(
    sheet(context, "manifest"),
    fillInFacts,
    {
      "valuebook-measurements": fillInVersion,
      customer: kase.customer.id,
      model: `${model.id}@${model.version}`,
      currency: kase.customer.currency,
      period: label,
      measurements: String(history.length),
      head: (ledger ?? emptyLedger).head.hash,
      content,
    },
    form.keys.map(key => [key, "row"] as const),
  );
  return {
    keys: form.keys,
    content,
    plan: {
      sheets: [form.sheet, wordSheet.sheet, manifest],
      names: registry.names,
      words: wordSheet.texts,
      title: kase.customer.name,
      subject: words("fill-in.subject", { period: label }),
      keywords: words("workbook.keywords"),
      author: kase.vendor?.name ?? "Valuebook",
      date: kase.prepared.on,
      currency: kase.customer.currency,
    },
  };
}
