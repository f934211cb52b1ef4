/**
 * A workbook for measurements that came back, held against its case: is it ours and of which period, what was filled in, what in it is
 * not as it was sent. Pure; nothing is written. What is not clear is said and left out, the rest is read.
 */
import type { Ledger } from "../agreement/ledger.ts";
import { periodsOf } from "../case/calendar.ts";
import type { Case } from "../case/case.ts";
import { calculate } from "../engine/calculate.ts";
import { error, type Finding, type Place, warning } from "../finding/finding.ts";
import type { Model } from "../model/model.ts";
import { type Actuals, type Measurement, measurementsFrom, plainLabel } from "../review/actuals.ts";
import { type FillInPlan, fillInFacts, fillInPlan, fillInVersion } from "../review/fill-in/fill-in-plan.ts";
import { fillInColumn } from "../review/fill-in/fill-in-sheet.ts";
import { compareReturned } from "../workbook/returned/compare-returned.ts";
import { faultFindings, ignoredFindings } from "../workbook/returned/fault-findings.ts";
import { type Facts, readFacts } from "../workbook/returned/manifest.ts";
import { type FormFault, readForm } from "../workbook/returned/read-form.ts";
import type { ReturnedWorkbook } from "../workbook/returned/returned-workbook.ts";

export interface FillInOf {
  /** As findings call it. */
  readonly file: string;
  readonly model: Model;
  readonly kase: Case;
  readonly ledger?: Ledger | undefined;
  /** All that was measured by now. */
  readonly history: readonly Measurement[];
  /** The period that is expected; any, where none is said. */
  readonly period?: number | undefined;
}

/** With an error among the findings nothing was read. */
export function readFillIn(returned: ReturnedWorkbook, of: FillInOf): Actuals {
  const { file, kase, model } = of;
  const placeOf = (at: string): Place => ({ file, line: 1, column: 1, length: 1, ...(at === "" ? {} : { cell: at }) });
  const refused = (finding: Finding): Actuals => ({ history: [], findings: [finding] });
  const read = readFacts(returned, fillInFacts, fillInVersion);
  if (read === "none") return refused(error("fill-in-foreign", placeOf("")));
  if (read === "changed") return refused(error("returned-manifest", placeOf("")));
  const foreign = ownerFinding(read, of, placeOf(""));
  if (foreign) return refused(foreign);
  const label = read.facts.get("period") ?? "";
  const period = periodsOf(kase.calendar).find(each => each.number > 0 && each.label === label)?.number;
  const wanted = of.period === undefined ? undefined : periodsOf(kase.calendar)[of.period]?.label;
  if (period === undefined || (wanted !== undefined && plainLabel(wanted) !== plainLabel(label)))
    return refused(error("fill-in-period", placeOf(""), { period: label, expected: wanted ?? "–" }));
  const sent = asSent(read, of, period);
  const isSame = sent.content === read.facts.get("content");
  const comparison = compareReturned(returned, calculate(sent.plan), read.locale);
  const { rows, faults } = readForm(comparison, formOf(read));
  const given = rows.map(({ key, at, cells }) => ({
    cell: (name: string) => (name === "period" ? label : name === "indicator" ? key : (cells.get(name) ?? "")),
    place: placeOf(at),
  }));
  const { history, findings } = measurementsFrom(given, kase, model);
  return {
    history,
    findings: [
      ...ignoredFindings(returned.ignored, placeOf),
      ...(isSame ? faultFindings(comparison.faults, placeOf) : [warning("fill-in-moved", placeOf(""))]),
      ...faults.map(fault => faultFinding(fault, placeOf)),
      // One row that is wrong keeps nobody from taking in the others.
      ...findings.map(each => ({ ...each, severity: "warning" as const })),
    ],
  };
}

/** The workbook as it was sent, from the case of today and what was measured then. */
function asSent({ facts }: Facts, { model, kase, ledger, history }: FillInOf, period: number): FillInPlan {
  const known = Number(facts.get("measurements"));
  return fillInPlan({ model, kase, ledger, history: history.slice(0, Number.isInteger(known) ? known : 0), period });
}

/** The rows that were sent, whatever is due by now. */
const formOf = ({ rows }: Facts) => ({
  sheet: "fill-in" as const,
  keyColumn: fillInColumn.key,
  keys: rows.map(([key]) => key),
  fields: [
    ...(["numerator", "denominator", "value"] as const).map(name => ({
      name,
      column: fillInColumn[name],
      kind: "number" as const,
    })),
    ...(["source", "person", "note"] as const).map(name => ({
      name,
      column: fillInColumn[name],
      kind: "text" as const,
    })),
  ],
});

function ownerFinding({ facts }: Facts, { kase, model }: FillInOf, place: Place): Finding | undefined {
  const fact = (name: (typeof fillInFacts)[number]): string => facts.get(name) ?? "";
  const now = `${model.id}@${model.version}`;
  if (fact("customer") !== kase.customer.id)
    return error("returned-customer", place, { customer: fact("customer"), found: kase.customer.id });
  if (fact("currency") !== kase.customer.currency)
    return error("returned-currency", place, { currency: fact("currency"), found: kase.customer.currency });
  return fact("model") === now ? undefined : error("returned-model", place, { model: fact("model"), found: now });
}

/** Characters of a cell that are shown. */
const shownLength = 80;

function faultFinding({ kind, at, found, key }: FormFault, placeOf: (at: string) => Place): Finding {
  const values = { item: key, found: found.length > shownLength ? `${found.slice(0, shownLength - 1)}…` : found };
  switch (kind) {
    case "formula":
      return warning("fill-in-formula", placeOf(at), values);
    case "number":
      return warning("fill-in-number", placeOf(at), values);
    case "gone":
      return warning("fill-in-gone", placeOf(at), { item: key });
    default:
      return kind satisfies never;
  }
}
