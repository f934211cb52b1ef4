/**
 * A returned workbook, held against the case and its agreement: is it ours and of which state, what it answers, what that is worth, and
 * what in it is not as it was sent. Pure; the agreement is not touched.
 */
import { type AnswerWord, type JudgedAnswer, judgeAnswers, type RowAnswer } from "../../agreement/answers.ts";
import type { Spoken } from "../../agreement/drafts.ts";
import { lineOf } from "../../agreement/event.ts";
import { foldEvents } from "../../agreement/fold.ts";
import { fingerprintOf, hashOf, noHash } from "../../agreement/hash.ts";
import { emptyLedger, type Ledger } from "../../agreement/ledger.ts";
import { rowsAsSent, type TermRow, termRows, valueAt } from "../../agreement/term-rows.ts";
import { definitionsOf } from "../../agreement/terms.ts";
import type { Case } from "../../case/case.ts";
import { underScenario } from "../../case/scenarios.ts";
import { asSent } from "../../engine/as-sent.ts";
import { buildPlan } from "../../engine/build-plan.ts";
import { calculate } from "../../engine/calculate.ts";
import type { Calculation } from "../../engine/calculation.ts";
import { type Effect, effectsOf, type TermChange } from "../../engine/effects.ts";
import { manifestFacts } from "../../engine/sheets/manifest-sheet.ts";
import { inputNameOf } from "../../engine/sheets/terms-sheet.ts";
import { error, type Finding, type Place, warning } from "../../finding/finding.ts";
import type { Model } from "../../model/model.ts";
import type { Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { compareReturned } from "./compare-returned.ts";
import { faultFindings, ignoredFindings, otherInputFindings, unreadableFindings } from "./fault-findings.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { readAnswers } from "./read-answers.ts";
import type { ReturnedWorkbook } from "./returned-workbook.ts";

export interface ReturnedOf {
  /** As findings call it. */
  readonly file: string;
  readonly kase: Case;
  readonly model: Model;
  readonly ledger: Ledger;
  readonly spoken: Spoken;
}

export interface ReviewedAnswer extends JudgedAnswer {
  /** Against what was asked; undefined where nothing is taken in. */
  readonly effect?: Effect;
}

export interface ReturnedReview {
  readonly answers: readonly ReviewedAnswer[];
  /** Of all that is taken in. */
  readonly together: Effect;
  /** The state of the agreement that was sent. */
  readonly sent: {
    readonly lines: number;
    readonly fingerprint: string;
    readonly isOlder: boolean;
    /** The same in words. */
    readonly text: Text;
  };
  readonly findings: readonly Finding[];
}

/** The file is not ours, or cannot be placed; the findings say why. */
export interface NotReviewed {
  readonly answers?: undefined;
  readonly findings: readonly Finding[];
}

/** With errors among the findings there is no review: the file is not ours, or cannot be placed. */
export async function reviewReturned(
  returned: ReturnedWorkbook,
  of: ReturnedOf,
): Promise<ReturnedReview | NotReviewed> {
  const { kase, model, ledger, file } = of;
  const placeOf = (at: string): Place => ({ file, line: 1, column: 1, length: 1, ...(at === "" ? {} : { cell: at }) });
  const manifest = readManifest(returned);
  if (manifest === "none") return { findings: [error("returned-foreign", placeOf(""))] };
  if (manifest === "changed") return { findings: [error("returned-manifest", placeOf(""))] };
  const then = ledgerAt(ledger, manifest);
  const foreign = ownerFindings(manifest, of, placeOf(""));
  if (foreign.length > 0) return { findings: foreign };
  if (!then) return { findings: [error("returned-state", placeOf(""), { n: manifest.lines })] };

  const isOlder = manifest.lines < ledger.head.n;
  const sent = await sentWorkbook(manifest, then, of);
  const isSame = contentOf(sent) === manifest.content;
  const comparison = compareReturned(returned, sent, manifest.locale);
  const definitions = definitionsOf(kase, model);
  // What was asked stands in the workbook: the case of today may say otherwise.
  const rows = rowsAsSent(manifest.rows, definitions, then);
  const { answers, unreadable, others } = readAnswers(rows, sent, comparison);
  const gone = new Set(unreadable.flatMap(({ kind, key }) => (kind === "gone" ? key : [])));
  const judged = judgeAnswers(isSame ? answers : answers.flatMap(withoutInPlace), {
    kase,
    ledger,
    sent: rows,
    today: termRows(kase, model, ledger),
    definitions,
    spoken: of.spoken,
    placeOf,
  });
  const taken = judged.filter(({ draft }) => draft !== undefined);
  const effects = effectsOf(
    kase,
    model,
    taken.map(each => changeOf(each, rows)),
  );
  return {
    answers: judged.map(each => {
      const effect = effects.each[taken.indexOf(each)];
      return effect ? { ...each, effect } : each;
    }),
    together: effects.together,
    sent: { lines: manifest.lines, fingerprint: fingerprintOf(manifest.head), isOlder, text: stateText(manifest) },
    findings: [
      ...(isOlder ? [warning("returned-older", placeOf(""), { state: stateText(manifest), now: ledger.head.n })] : []),
      ...ignoredFindings(returned.ignored, placeOf),
      ...(isSame
        ? [
            ...faultFindings(
              comparison.faults.filter(({ was }) => !gone.has(was)),
              placeOf,
            ),
            ...otherInputFindings(others, sent, manifest.locale, placeOf),
          ]
        : [warning("returned-case-moved", placeOf(""))]),
      ...unreadableFindings(unreadable, placeOf),
      ...judged.flatMap(({ findings }) => findings),
    ],
  };
}

/** When a workbook was sent, in words. */
export const stateText = ({ lines, head }: Pick<Manifest, "lines" | "head">): Text =>
  lines === 0
    ? words("returned.before-agreement")
    : words("returned.after-event", { n: lines, fingerprint: fingerprintOf(head) });

function ownerFindings({ customer, currency, model }: Manifest, of: ReturnedOf, place: Place): Finding[] {
  const { kase } = of;
  const found = `${of.model.id}@${of.model.version}`;
  if (customer !== kase.customer.id) return [error("returned-customer", place, { customer, found: kase.customer.id })];
  if (currency !== kase.customer.currency)
    return [error("returned-currency", place, { currency, found: kase.customer.currency })];
  return model === found ? [] : [error("returned-model", place, { model, found })];
}

/** The agreement as it was when the workbook was sent; undefined if it never was in that state. */
function ledgerAt(ledger: Ledger, { lines, head }: Manifest): Ledger | undefined {
  if (lines === 0) return head === noHash ? emptyLedger : undefined;
  const last = ledger.events[lines - 1];
  return last && hashOf(lineOf(last)) === head ? foldEvents(ledger.events.slice(0, lines)) : undefined;
}

/** The workbook as it is sent in that state, from the case of today. */
async function sentWorkbook({ scenario }: Manifest, then: Ledger, { kase, model }: ReturnedOf): Promise<Calculation> {
  const shown = underScenario(kase, scenario) ?? kase;
  const ledger = then.opened ? then : undefined;
  const calculation = calculate(buildPlan(model, shown, { ledger }));
  return asSent(model, shown, calculation, ledger);
}

function contentOf({ plan }: Calculation): string {
  const row = manifestFacts.indexOf("content") + 1;
  const manifest = plan.sheets.find(({ id }) => id === "manifest");
  const cell = manifest?.cells.find(({ ref }) => ref.row === row && ref.column === 2);
  return cell?.content.kind === "label" ? String(cell.content.text) : "";
}

/** Where the case was edited since, only what was written as an answer counts. */
function withoutInPlace({ inPlace: _, ...rest }: RowAnswer): RowAnswer[] {
  const { answer, value, comment, isUnreadable = false } = rest;
  const isEmpty = answer === undefined && value === undefined && comment === undefined && !isUnreadable;
  return isEmpty ? [] : [rest];
}

/** A declined term is worth what it would be worth without the indicator; of other terms nothing is known. */
function changeOf({ term, sent, returned, answer, definition }: JudgedAnswer, rows: readonly TermRow[]): TermChange {
  const to = answer === ("decline" satisfies AnswerWord) && definition.kind === "flag" ? false : returned;
  const inputs = rows
    .filter(row => row.term === term)
    .flatMap(row => {
      const name = inputNameOf(row);
      const value = valueAt(to, row.part ?? 0);
      return name !== undefined && typeof value === "number" ? [{ name, value }] : [];
    });
  return { term, from: sent, to, inputs };
}
