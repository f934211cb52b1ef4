/**
 * The cells of one sheet. Validations, merges, drawings, formats and links are not read at all. A cell without an address stands one to
 * the right of the one before it, a row without a number one below.
 */
import { plainAddress } from "../../engine/plan/print-formula.ts";
import { words } from "../../text/say.ts";
import { cellAt, lastColumn, lastRow } from "./cell-address.ts";
import { cellValue } from "./cell-value.ts";
import { HiddenColumns } from "./hidden-columns.ts";
import { spreadsheet } from "./namespaces.ts";
import type { Package } from "./package.ts";
import { type Attributes, type ElementReader, isOn, attribute } from "./parse-xml.ts";
import { refuse, shortened } from "./refusal.ts";
import { cellKey, type ReturnedCell, type ReturnedValue } from "./returned-workbook.ts";
import { formulaFor, type SharedFormula, sharedFormula } from "./shared-formula.ts";
import { stringItem } from "./string-item.ts";

export interface SheetCells {
  readonly cells: ReadonlyMap<string, ReturnedCell>;
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
}

export interface SheetSource {
  readonly file: Package;
  readonly part: string;
  /** The shared texts. */
  readonly texts: readonly string[];
  /** Is shown each formula as it stands in the file. */
  readonly onFormula: (formula: string, at: string) => void;
}

export function parseSheet(source: SheetSource): SheetCells {
  const reading = new SheetReading(source);
  source.file.read({
    part: source.part,
    root: "worksheet",
    namespaces: spreadsheet,
    reader: () => reading.root,
  });
  return reading;
}

class SheetReading implements SheetCells {
  readonly cells = new Map<string, ReturnedCell>();
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns = new Set<number>();
  readonly #source: SheetSource;
  readonly #shared = new Map<string, SharedFormula>();
  readonly #columns = new HiddenColumns();
  #row = 0;
  #isRowHidden = false;
  #column = 0;
  /** Of the cell that is being read. */
  #attributes: Attributes | undefined;
  #valueText: string | undefined;
  #ownText: string | undefined;
  #formulaText = "";
  #formulaAttributes: Attributes | undefined;

  constructor(source: SheetSource) {
    this.#source = source;
  }

  readonly #value: ElementReader = {
    text: text => {
      this.#valueText = (this.#valueText ?? "") + text;
    },
  };
  readonly #formula: ElementReader = {
    text: text => {
      this.#formulaText += text;
    },
  };
  readonly #ownString = stringItem(text => {
    this.#ownText = text;
  });
  readonly #cell: ElementReader = {
    child: (name, attributes) => {
      if (name === "v") return this.#value;
      if (name === "is") return this.#ownString;
      if (name !== "f") return undefined;
      this.#formulaAttributes = attributes;
      return this.#formula;
    },
    end: () => this.#endCell(),
  };
  readonly #rowReader: ElementReader = {
    child: (name, attributes) => (name === "c" ? this.#beginCell(attributes) : undefined),
  };
  readonly #rows: ElementReader = {
    child: (name, attributes) => (name === "row" ? this.#beginRow(attributes) : undefined),
  };
  readonly #columnList: ElementReader = {
    child: (name, attributes) => {
      if (name === "col") this.#columns.add(attributes);
      return undefined;
    },
  };
  readonly root: ElementReader = {
    child: name => (name === "sheetData" ? this.#rows : name === "cols" ? this.#columnList : undefined),
  };

  #beginRow(attributes: Attributes): ElementReader {
    const stated = attribute(attributes, "r");
    this.#row = stated === undefined ? this.#row + 1 : Number(stated);
    if (!Number.isInteger(this.#row) || this.#row < 1 || this.#row > lastRow)
      this.#refuseCell("outside", stated ?? String(this.#row));
    this.#isRowHidden = isOn(attributes, "hidden");
    this.#column = 0;
    return this.#rowReader;
  }

  #beginCell(attributes: Attributes): ElementReader {
    const stated = attribute(attributes, "r");
    const next = this.#column < lastColumn ? { row: this.#row, column: this.#column + 1 } : undefined;
    const at = stated === undefined ? next : cellAt(stated);
    if (!at || at.row !== this.#row) this.#refuseCell("outside", stated ?? String(this.#row));
    this.#column = at.column;
    this.#attributes = attributes;
    this.#valueText = undefined;
    this.#ownText = undefined;
    this.#formulaText = "";
    this.#formulaAttributes = undefined;
    return this.#cell;
  }

  #endCell(): void {
    const [row, column] = [this.#row, this.#column];
    const formula = this.#formulaHere();
    const value = this.#valueHere();
    if (value === null && formula === undefined) return;
    const { tally } = this.#source.file;
    tally.countCell();
    tally.countCharacters((typeof value === "string" ? value.length : 0) + (formula?.length ?? 0));
    const key = cellKey(row, column);
    if (this.cells.has(key)) this.#refuseCell("twice", this.#address);
    this.cells.set(key, { row, column, value, ...(formula === undefined ? {} : { formula }) });
    if (this.#isRowHidden) this.hiddenRows.add(row);
    if (this.#columns.has(column)) this.hiddenColumns.add(column);
  }

  #valueHere(): ReturnedValue {
    const type = this.#attributes && attribute(this.#attributes, "t");
    if (type === "inlineStr") return this.#ownText ?? null;
    const value = cellValue(type, this.#valueText, this.#source.texts);
    return value === undefined ? this.#refuseCell("text", this.#address) : value;
  }

  #formulaHere(): string | undefined {
    const attributes = this.#formulaAttributes;
    if (!attributes) return undefined;
    const written = this.#formulaText.trim().replace(/^=/, "");
    if (written !== "") this.#source.onFormula(written, this.#address);
    const id = attribute(attributes, "t") === "shared" ? attribute(attributes, "si") : undefined;
    if (id === undefined) return written === "" ? undefined : written;
    if (written !== "") {
      // The first one has the range; some programs leave that out.
      if (attribute(attributes, "ref") !== undefined || !this.#shared.has(id))
        this.#shared.set(id, sharedFormula(written, this.#row, this.#column));
      return written;
    }
    const shared = this.#shared.get(id);
    return shared ? formulaFor(shared, this.#row, this.#column) : this.#refuseCell("formula", this.#address);
  }

  get #address(): string {
    return plainAddress({ kind: "cell", sheet: "inputs", row: this.#row, column: this.#column });
  }

  #refuseCell(problem: "outside" | "twice" | "text" | "formula", at: string): never {
    const values = { at: shortened(at), part: shortened(this.#source.part) };
    return refuse("workbook-unreadable", { problem: words(`returned.problem.cell-${problem}`, values) });
  }
}
