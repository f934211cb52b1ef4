/** The filled-in cells of a form, row by row: rows known by a key, columns by their place in the plan, wherever they stand now. */
import type { SheetId } from "../../engine/plan/plan.ts";
import { typedNumber } from "../../text/typed-number.ts";
import type { Comparison, FoundCell } from "./compare-returned.ts";

export interface FormField {
  readonly name: string;
  readonly column: number;
  readonly kind: "number" | "text";
}

export interface Form {
  readonly sheet: SheetId;
  /** The column of the keys. */
  readonly keyColumn: number;
  readonly keys: readonly string[];
  readonly fields: readonly FormField[];
}

export interface FormRow {
  readonly key: string;
  /** The first filled cell. */
  readonly at: string;
  readonly cells: ReadonlyMap<string, number | string>;
}

/** A cell that holds a formula, or no number; or a row that is gone. Of a number, the whole row is left out. */
export interface FormFault {
  readonly kind: "formula" | "number" | "gone";
  readonly at: string;
  readonly found: string;
  readonly key: string;
}

export interface ReadForm {
  /** Those with anything in them. */
  readonly rows: readonly FormRow[];
  readonly faults: readonly FormFault[];
}

export function readForm({ rowsByText }: Pick<Comparison, "rowsByText">, form: Form): ReadForm {
  const found = rowsByText(form.sheet, form.keyColumn);
  const faults: FormFault[] = [];
  const rows = form.keys.flatMap((key): FormRow[] => {
    if (!found?.cell(key, form.keyColumn)) {
      faults.push({ kind: "gone", at: "", found: "", key });
      return [];
    }
    const cells = new Map<string, number | string>();
    let at = "";
    let isLeftOut = false;
    for (const { name, column, kind } of form.fields) {
      const cell = found.cell(key, column);
      const read = kind === "number" ? numberIn(cell) : textIn(cell);
      if (read === undefined) continue;
      if (typeof read === "object") {
        faults.push({ ...read, at: cell?.at ?? "", key });
        isLeftOut ||= kind === "number";
        continue;
      }
      cells.set(name, read);
      at ||= cell?.at ?? "";
    }
    return cells.size === 0 || isLeftOut ? [] : [{ key, at, cells }];
  });
  return { rows, faults };
}

type Read = number | string | Pick<FormFault, "kind" | "found"> | undefined;

/** Results of formulas in a returned file are not trusted. */
const formulaIn = (found: FoundCell | undefined): Pick<FormFault, "kind" | "found"> | undefined =>
  found?.cell?.formula === undefined ? undefined : { kind: "formula", found: `=${found.cell.formula}` };

function numberIn(found: FoundCell | undefined): Read {
  const formula = formulaIn(found);
  if (formula) return formula;
  const { value = null } = found?.cell ?? {};
  if (value === null || typeof value === "number") return value ?? undefined;
  if (typeof value === "string") {
    if (value.trim() === "") return undefined;
    return typedNumber(value) ?? { kind: "number", found: value };
  }
  return { kind: "number", found: typeof value === "object" ? value.error : String(value) };
}

function textIn(found: FoundCell | undefined): Read {
  const formula = formulaIn(found);
  if (formula) return formula;
  const { value = null } = found?.cell ?? {};
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  return text === "" ? undefined : text;
}
