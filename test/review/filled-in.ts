/** A workbook for measurements of the demonstration, and a customer's hand in it. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "../../src/case/case.ts";
import { plainAddress } from "../../src/engine/plan/print-formula.ts";
import { sheetNames } from "../../src/engine/plan/sheet-names.ts";
import {
  type Ledger,
  loadCase,
  type Measurement,
  type Model,
  readAgreement,
  readMeasurements,
  writeFillIn,
} from "../../src/index.ts";
import { fillInPlan } from "../../src/review/fill-in/fill-in-plan.ts";
import { fillInColumn } from "../../src/review/fill-in/fill-in-sheet.ts";
import type { Locale } from "../../src/text/locale.ts";
import { type Typed, TypedIn } from "../workbook/returned/typed-in.ts";

export type Field = "numerator" | "denominator" | "value" | "source" | "person" | "note" | "key" | "baseline" | "check";

export interface SentFillIn {
  readonly bytes: Uint8Array;
  readonly sheet: string;
  readonly rows: readonly number[];
  readonly kase: Case;
  readonly model: Model;
  readonly ledger: Ledger;
  readonly history: readonly Measurement[];
  cell(key: string, field: Field): string;
}

const demonstration = "fixtures/jianglan";

/** Of the period (2026Q4 is 7), with the actuals of the demonstration before it. */
export async function sendFillIn(locale: Locale, period = 7): Promise<SentFillIn> {
  const { kase, model } = await loadCase(demonstration);
  if (!kase || !model) throw new Error("the demonstration does not load");
  const { ledger } = await readAgreement(demonstration);
  const text = readFileSync(join(demonstration, "actuals.csv"), "utf8");
  const { history } = await readMeasurements(text, "actuals.csv", kase, model);
  const of = { model, kase, ledger };
  const { plan, keys } = fillInPlan({ ...of, history, period });
  const { bytes } = await writeFillIn(of, history, period, locale);
  const form = plan.sheets.find(({ id }) => id === "fill-in");
  const rowOf = (key: string): number => {
    const found = form?.cells.find(
      ({ ref, content }) => ref.column === fillInColumn.key && content.kind === "label" && content.text === key,
    );
    if (!found) throw new Error(`no row of ${key}`);
    return found.ref.row;
  };
  return {
    ...of,
    bytes,
    history,
    sheet: sheetNames(plan, locale).get("fill-in") ?? "",
    rows: keys.map(rowOf),
    cell: (key, field) =>
      plainAddress({ kind: "cell", sheet: "fill-in", row: rowOf(key), column: fillInColumn[field] }),
  };
}

export const typed = (
  sent: SentFillIn,
  cells: readonly (readonly [key: string, field: Field, value: Typed])[],
): TypedIn =>
  cells.reduce(
    (file, [key, field, value]) => file.set(sent.sheet, sent.cell(key, field), value),
    new TypedIn(sent.bytes),
  );

/** A copy of the demonstration, and the returned file in it. */
export function caseFolder(folder: string, file: Uint8Array): { readonly kase: string; readonly file: string } {
  const kase = join(folder, "jianglan");
  mkdirSync(folder, { recursive: true });
  cpSync(demonstration, kase, { recursive: true });
  const path = join(folder, "returned.xlsx");
  writeFileSync(path, file);
  return { kase, file: path };
}
