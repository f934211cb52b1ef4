/** Workbooks as they are sent for an answer, and reviews of what came back, for tests. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Draft } from "../../../src/agreement/event.ts";
import { foldEvents } from "../../../src/agreement/fold.ts";
import { offerDraft } from "../../../src/agreement/drafts.ts";
import type { Ledger } from "../../../src/agreement/ledger.ts";
import { definitionsOf, termsBehindCase, termsOfCase } from "../../../src/agreement/terms.ts";
import { asSent } from "../../../src/engine/as-sent.ts";
import { calculate, loadCase, reviewReturned } from "../../../src/index.ts";
import type { Case } from "../../../src/case/case.ts";
import type { PlannedCell, SheetId, WorkbookPlan } from "../../../src/engine/plan/plan.ts";
import { columnLetters, plainAddress } from "../../../src/engine/plan/print-formula.ts";
import { termsColumn } from "../../../src/engine/sheets/terms-sheet.ts";
import type { Model } from "../../../src/model/model.ts";
import type { Locale } from "../../../src/text/locale.ts";
import { sheetNames } from "../../../src/engine/plan/sheet-names.ts";
import { writeWorkbook } from "../../../src/workbook/write-workbook.ts";
import { chained } from "../../agreement/negotiation.ts";

export const vendor = { party: "vendor", by: "Shen Yiwen", date: "2025-03-01" } as const;
export const customer = { party: "customer", by: "Li Na", date: "2025-03-12" } as const;

export interface Sent {
  readonly kase: Case;
  readonly model: Model;
  readonly ledger: Ledger;
  readonly locale: Locale;
  readonly plan: WorkbookPlan;
  readonly file: Uint8Array;
  /** What a sheet is called in this language. */
  sheet(id: SheetId): string;
  /** The cell of a term's row on the sheet of answers: `answer`, `value`, `comment` … */
  answerCell(key: string, column: keyof typeof termsColumn): string;
  /** The cell of a defined name. */
  cell(name: string): string;
}

export async function loaded(path: string): Promise<{ kase: Case; model: Model }> {
  const { kase, model, findings } = await loadCase(path);
  if (!kase || !model) throw new Error(`${path}: ${findings.map(({ code }) => code).join(", ")}`);
  return { kase, model };
}

/** An agreement in which the vendor has proposed every term, as the case states them. */
export function allProposed(kase: Case, model: Model): Ledger {
  const stated = termsOfCase(kase, model);
  const definitions = definitionsOf(kase, model);
  const opened: Draft = {
    type: "opened",
    ...vendor,
    customer: kase.customer.id,
    model: `${model.id}@${model.version}`,
    currency: kase.customer.currency,
  };
  const offers = termsBehindCase(kase, model).map(term =>
    offerDraft("proposed", term, stated.get(term) ?? 0, definitions, vendor),
  );
  return foldEvents(chained([opened, ...offers]));
}

export async function send(
  { kase, model }: { kase: Case; model: Model },
  ledger: Ledger,
  locale: Locale = "en",
): Promise<Sent> {
  const assessment = await calculate(model, kase, ledger.opened ? ledger : undefined);
  const calculation = asSent(model, kase, assessment.calculation, ledger.opened ? ledger : undefined);
  const { plan } = calculation;
  const names = sheetNames(plan, locale);
  const terms = plan.sheets.find(({ id }) => id === "terms")?.cells ?? [];
  const keyOf = ({ content }: PlannedCell) => (content.kind === "label" ? content.text : undefined);
  return {
    kase,
    model,
    ledger,
    locale,
    plan,
    file: await writeWorkbook(calculation, locale),
    sheet: id => names.get(id) ?? "",
    answerCell(key, column) {
      const row = terms.find(each => each.ref.column === termsColumn.key && keyOf(each) === key)?.ref.row;
      if (row === undefined) throw new Error(`no row for ${key}`);
      return `${columnLetters(termsColumn[column])}${row}`;
    },
    cell(name) {
      const ref = plan.names.get(name);
      if (!ref) throw new Error(`nothing is named ${name}`);
      return plainAddress(ref);
    },
  };
}

/** What an import would show of the file. `ledger`: the agreement by then. */
export async function review(file: Uint8Array, { kase, model, ledger }: Pick<Sent, "kase" | "model" | "ledger">) {
  const folder = mkdtempSync(join(tmpdir(), "returned-"));
  try {
    const path = join(folder, "back.xlsx");
    writeFileSync(path, file);
    const found = await reviewReturned(path, { kase, model, ledger, spoken: customer });
    const brief = (found.answers ?? []).map(({ term, returned, draft, isInPlace }) => [
      term,
      returned,
      draft?.type ?? null,
      ...(isInPlace ? ["in place"] : []),
    ]);
    const findings = found.findings.map(({ code, place }) => (place.cell ? `${code} ${place.cell}` : code));
    return { ...found, brief, codes: findings };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
