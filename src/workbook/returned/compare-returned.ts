/**
 * A returned workbook beside the plan that was sent: where each planned cell stands now, which inputs were changed, and all that nobody
 * should have changed: formulas, texts, numbers, names, what is hidden. Positions mean nothing; texts and names do.
 */
import type { Calculation } from "../../engine/calculation.ts";
import { type CellRef, keyOf, type PlannedCell, type SheetId, type SheetPlan } from "../../engine/plan/plan.ts";
import { columnLetters, plainAddress } from "../../engine/plan/print-formula.ts";
import { isWord, type Word, wordText } from "../../engine/plan/words.ts";
import { inLocale, type Locale, locales } from "../../text/locale.ts";
import { typedNumber } from "../../text/typed-number.ts";
import { shownValue } from "../layout.ts";
import { sheetNames } from "../../engine/plan/sheet-names.ts";
import { addressStyle, formulaText } from "../workbook-formula.ts";
import { type Alignment, alignSheet } from "./align-sheet.ts";
import { canonicalFormula } from "./canonical-formula.ts";
import {
  cellKey,
  type ReturnedCell,
  type ReturnedSheet,
  type ReturnedValue,
  type ReturnedWorkbook,
} from "./returned-workbook.ts";

/** A cell of the returned file. */
export interface FoundCell {
  /** Inputs!B12, where it stands now. */
  readonly at: string;
  readonly row: number;
  readonly column: number;
  /** Undefined where it is empty. */
  readonly cell: ReturnedCell | undefined;
}

export type InputValue = number | Word | null;

/** An input that says something else than what was sent. */
export interface InputChange {
  readonly planned: PlannedCell;
  readonly at: string;
  readonly was: InputValue;
  readonly is: InputValue;
}

/**
 * `formula`: another formula, or none; `input`: something that is no input (a formula, a text); `text`, `number`: of a locked cell;
 * `missing`: a cell, row or sheet that is gone; `hidden`: an input that the file hides; `name`: a defined name that means another cell.
 */
export interface CellFault {
  readonly kind: "formula" | "input" | "text" | "number" | "missing" | "hidden" | "name";
  readonly at: string;
  readonly was: string;
  readonly is: string;
  /** Of an input: its defined name. */
  readonly name?: string;
}

export interface Comparison {
  readonly inputs: readonly InputChange[];
  readonly faults: readonly CellFault[];
  /** Where a planned cell stands now; undefined if it is gone. */
  find(ref: CellRef): FoundCell | undefined;
  /** The rows of a sheet, as they stand now, by the text that a planned column has there; undefined if sheet or column is gone. */
  rowsByText(sheet: SheetId, column: number): FoundRows | undefined;
}

export interface FoundRows {
  /** A cell of the row that has this text, in a planned column; undefined where no row has it, or two have. */
  cell(text: string, column: number): FoundCell | undefined;
}

export function compareReturned(returned: ReturnedWorkbook, sent: Calculation, locale: Locale): Comparison {
  return new Comparing(returned, sent, locale).compared();
}

/** A planned sheet and the one it came back as. */
interface Pair {
  readonly sheet: SheetPlan;
  readonly found: ReturnedSheet;
  readonly alignment: Alignment;
}

class Comparing {
  private readonly pairs = new Map<string, Pair>();
  private readonly byName = new Map<string, Pair>();
  private readonly faults: CellFault[] = [];
  private readonly inputs: InputChange[] = [];
  private readonly returned: ReturnedWorkbook;
  private readonly sent: Calculation;
  private readonly locale: Locale;
  private readonly names: ReturnType<typeof sheetNames>;
  private readonly style: ReturnType<typeof addressStyle>;

  constructor(returned: ReturnedWorkbook, sent: Calculation, locale: Locale) {
    this.returned = returned;
    this.sent = sent;
    this.locale = locale;
    this.names = sheetNames(sent.plan, locale);
    this.style = addressStyle(sent.plan, this.names);
  }

  compared(): Comparison {
    const { plan } = this.sent;
    for (const sheet of plan.sheets) this.pairUp(sheet);
    const { pairs, inputs, faults } = this;
    for (const pair of pairs.values()) if (pair.sheet.id !== "manifest") this.compareSheet(pair);
    this.compareNames();
    return {
      inputs,
      faults,
      find: ref => this.find(ref),
      rowsByText: (sheet, column) => this.rowsByText(sheet, column),
    };
  }

  private pairUp(sheet: SheetPlan): void {
    const name = this.names.get(sheet.id) ?? sheet.id;
    const found = this.returned.sheets.find(each => each.name === name) ?? this.renamed(sheet);
    if (!found) {
      this.faults.push({ kind: "missing", at: name, was: name, is: "" });
      return;
    }
    const extent = {
      rows: Math.max(0, ...sheet.cells.map(({ ref }) => ref.row)),
      columns: Math.max(0, ...sheet.cells.map(({ ref }) => ref.column)),
    };
    const planned = sheet.cells.flatMap(cell => {
      const text = this.fixedText(cell);
      return text === undefined ? [] : [{ row: cell.ref.row, column: cell.ref.column, text }];
    });
    const now = [...found.cells.values()].flatMap(({ row, column, value, formula }) =>
      typeof value === "string" && formula === undefined ? [{ row, column, text: plainText(value) }] : [],
    );
    const pair = { sheet, found, alignment: alignSheet(planned, now, extent) };
    this.pairs.set(sheet.id, pair);
    this.byName.set(found.name, pair);
  }

  /** A sheet under another name is known by a cell of ours that has a name. */
  private renamed(sheet: SheetPlan): ReturnedSheet | undefined {
    const ours = new Set(this.names.values());
    const [name] = [...this.sent.plan.names].find(([, ref]) => ref.sheet === sheet.id) ?? [];
    const place = name === undefined ? undefined : this.returned.names.get(name.toLowerCase());
    if (!place || ours.has(place.sheet)) return undefined;
    return this.returned.sheets.find(each => each.name === place.sheet);
  }

  private find(ref: CellRef): FoundCell | undefined {
    const pair = this.pairs.get(ref.sheet);
    const row = pair?.alignment.row(ref.row);
    const column = pair?.alignment.column(ref.column);
    return pair && row !== undefined && column !== undefined ? foundAt(pair, row, column) : undefined;
  }

  private rowsByText(sheet: SheetId, column: number): FoundRows | undefined {
    const pair = this.pairs.get(sheet);
    const now = pair?.alignment.column(column);
    if (!pair || now === undefined) return undefined;
    const rows = new Map<string, number | undefined>();
    for (const { row, column: at, value } of pair.found.cells.values()) {
      if (at !== now || typeof value !== "string") continue;
      const text = plainText(value);
      rows.set(text, rows.has(text) ? undefined : row);
    }
    return {
      cell: (text, other) => {
        const [row, across] = [rows.get(text), pair.alignment.column(other)];
        return row === undefined || across === undefined ? undefined : foundAt(pair, row, across);
      },
    };
  }

  private compareSheet({ sheet, found }: Pair): void {
    if (!sheet.hidden && found.state !== "visible")
      this.faults.push({ kind: "hidden", at: found.name, was: "", is: "" });
    let hidden = 0;
    let firstHidden = "";
    const missing = new Map<number, PlannedCell[]>();
    for (const cell of sheet.cells) {
      const now = this.find(cell.ref);
      if (!now) {
        missing.set(cell.ref.row, [...(missing.get(cell.ref.row) ?? []), cell]);
        continue;
      }
      const isInput = ["input", "choice", "answer"].includes(cell.content.kind);
      if (isInput && (found.hiddenRows.has(now.row) || found.hiddenColumns.has(now.column))) {
        hidden += 1;
        firstHidden ||= now.at;
      }
      this.compareCell(cell, now);
    }
    // Rows for answers that are gone are told with the answers that they would hold.
    if (sheet.id !== "terms" && sheet.id !== "fill-in") for (const cells of missing.values()) this.missing(cells);
    if (hidden > 0) this.faults.push({ kind: "hidden", at: firstHidden, was: "", is: String(hidden) });
  }

  private compareCell(planned: PlannedCell, now: FoundCell): void {
    const { content } = planned;
    const value = now.cell?.value ?? null;
    switch (content.kind) {
      case "answer":
        return;
      case "formula":
        this.compareFormula(planned, now);
        return;
      case "input":
      case "choice":
        this.compareInput(planned, now, value);
        return;
      default: {
        const was = this.textOf(planned);
        const is = now.cell?.formula === undefined ? value : `=${now.cell.formula}`;
        if (typeof was === "number") {
          if (typeof is !== "number" || !isClose(was, is)) this.fault("number", now, String(was), shown(is));
        } else if (plainText(was) !== plainText(shown(is))) this.fault("text", now, was, shown(is));
      }
    }
  }

  private compareFormula({ content, ref }: PlannedCell, now: FoundCell): void {
    if (content.kind !== "formula") return;
    const was = formulaText(content.formula, ref.sheet, this.style);
    const is = now.cell?.formula;
    if (is === undefined) this.fault("formula", now, `=${was}`, shown(now.cell?.value ?? null));
    else if (this.canonicalSent(was, ref) !== this.canonicalNow(is, now))
      this.fault("formula", now, `=${was}`, `=${is}`);
  }

  private compareInput(planned: PlannedCell, now: FoundCell, value: ReturnedValue): void {
    const { content } = planned;
    const was = content.kind === "input" ? content.value : content.kind === "choice" ? content.word : null;
    const formula = now.cell?.formula;
    const among = content.kind === "choice" ? [content.word, ...content.allowed.words] : undefined;
    const is = formula === undefined ? this.inputValue(value, among !== undefined, among) : undefined;
    if (is === undefined) {
      const found = formula === undefined ? shown(value) : `=${formula}`;
      const name = planned.name === undefined ? {} : { name: planned.name };
      this.faults.push({ kind: "input", at: now.at, was: shownInput(was), is: found, ...name });
      return;
    }
    const same = typeof was === "number" && typeof is === "number" ? isClose(was, is) : was === is;
    if (!same) this.inputs.push({ planned, at: now.at, was, is });
  }

  /** Undefined where it is no value that an input takes. Two words may read alike: those of the cell itself go before. */
  inputValue(value: ReturnedValue, isChoice: boolean, among: readonly Word[] = []): InputValue | undefined {
    if (value === null || value === "") return isChoice ? undefined : null;
    if (isChoice) return typeof value === "string" ? this.wordOf(value, among) : undefined;
    if (typeof value === "number") return value;
    return typeof value === "string" ? typedNumber(value) : undefined;
  }

  private wordOf(text: string, among: readonly Word[]): Word | undefined {
    return wordFrom(text, this.sent, among);
  }

  private compareNames(): void {
    for (const [name, ref] of this.sent.plan.names) {
      if (isWord(name)) continue;
      const place = this.returned.names.get(name.toLowerCase());
      const now = this.find(ref);
      const at = place ? `${place.sheet}!${columnLetters(place.column)}${place.row}` : "";
      if (now && at !== now.at) this.faults.push({ kind: "name", at: now.at, was: `${name} = ${now.at}`, is: at });
    }
  }

  private canonicalSent(formula: string, { sheet }: CellRef): string {
    const ids = new Map([...this.names].map(([id, name]) => [name, id]));
    return canonicalFormula(formula, {
      cellAt: (name, row, column) => `${name === undefined ? sheet : (ids.get(name) ?? name)}!${row},${column}`,
      named: name => this.namedCell(name),
    });
  }

  private canonicalNow(formula: string, { at }: FoundCell): string {
    const own = at.slice(0, at.lastIndexOf("!"));
    return canonicalFormula(formula, {
      cellAt: (name, row, column) => {
        const pair = this.byName.get(name ?? own);
        const [before, across] = [pair?.alignment.plannedRow(row), pair?.alignment.plannedColumn(column)];
        return pair && before !== undefined && across !== undefined
          ? `${pair.sheet.id}!${before},${across}`
          : undefined;
      },
      named: name => this.namedCell(name),
    });
  }

  private readonly cellsByName = new Map<string, string>();
  private namedCell(name: string): string | undefined {
    if (this.cellsByName.size === 0)
      for (const [each, ref] of this.sent.plan.names) this.cellsByName.set(each.toLowerCase(), keyOf(ref));
    return this.cellsByName.get(name.toLowerCase());
  }

  /** Text that stands still, by which rows and columns are known again. */
  private fixedText(cell: PlannedCell): string | undefined {
    if (cell.content.kind !== "label" && cell.content.kind !== "word") return undefined;
    const text = this.textOf(cell);
    return typeof text === "string" && text !== "" ? plainText(text) : undefined;
  }

  private textOf(cell: PlannedCell): string | number {
    return cell.content.kind === "formula" ? "=" : shownValue(cell, this.sent, this.locale);
  }

  /** A row, or what is gone of it. */
  private missing(cells: readonly PlannedCell[]): void {
    const was = cells
      .map(cell => String(this.textOf(cell)))
      .filter(text => text !== "" && text !== "=")
      .join(" · ");
    const [first] = cells;
    if (!first || was === "") return;
    this.faults.push({
      kind: "missing",
      at: `${this.names.get(first.ref.sheet)}!${plainAddress(first.ref)}`,
      was,
      is: "",
    });
  }

  private fault(kind: CellFault["kind"], { at }: FoundCell, was: string, is: string): void {
    this.faults.push({ kind, at, was, is });
  }
}

function foundAt({ found }: Pair, row: number, column: number): FoundCell {
  const at = `${found.name}!${columnLetters(column)}${row}`;
  return { at, row, column, cell: found.cells.get(cellKey(row, column)) };
}

/** The word that a text of a cell is, in whichever language. */
export function wordFrom(text: string, { plan }: Calculation, first: readonly Word[] = []): Word | undefined {
  const typed = plainText(text).toLowerCase();
  const inOrder = [...first.map(word => [word, wordText(word, plan.words)] as const), ...plan.words];
  for (const [word, texts] of inOrder)
    if (locales.some(locale => plainText(inLocale(texts, locale)).toLowerCase() === typed)) return word;
  return plan.words.has(typed as Word) ? (typed as Word) : undefined;
}

export const wordShown = (word: Word, { plan }: Calculation, locale: Locale): string =>
  inLocale(wordText(word, plan.words), locale);

/** Programs change line ends and spaces at the ends. */
const plainText = (text: string): string => text.normalize("NFC").replaceAll(/\s+/g, " ").trim();

const isClose = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-12 * Math.max(1e-300, Math.abs(a), Math.abs(b));

const shown = (value: ReturnedValue): string =>
  value === null ? "" : typeof value === "object" ? value.error : String(value);
const shownInput = (value: InputValue): string => (value === null ? "" : String(value));
