/** Puts cells on a sheet, one after another, and keeps names and figures unique. */
import type { Place } from "../../finding/finding.ts";
import type { Text } from "../../text/locale.ts";
import type { ChartPlan } from "./chart-plan.ts";
import type {
  Allowed,
  CellRef,
  ColumnPlan,
  Content,
  Format,
  PlanFormula,
  PlannedCell,
  RangeRef,
  Role,
  SheetId,
  SheetPlan,
} from "./plan.ts";
import {
  type BasisWord,
  basisWordList,
  basisWords,
  type FillInWord,
  type DataWord,
  dataWordList,
  dataWords,
  type LevelWord,
  type OwnWord,
  ownWords,
  type ReviewWord,
  type ScenarioWord,
  type Word,
  type WordTexts,
  wordList,
} from "./words.ts";

export interface CellOptions {
  readonly format?: Format;
  readonly name?: string;
  readonly figure?: string;
  readonly origin?: Place | undefined;
  readonly across?: number;
  readonly link?: string | CellRef | undefined;
}

export interface InputOptions extends CellOptions {
  readonly allowed: Allowed & { kind: "number" };
  readonly hint: Text;
}

export class SheetBuilder {
  private readonly cells: PlannedCell[] = [];
  private readonly detailRows: { from: number; to: number }[] = [];
  private readonly charts: ChartPlan[] = [];
  private readonly id: SheetId;
  private readonly registry: NameRegistry;

  constructor(id: SheetId, registry: NameRegistry) {
    this.id = id;
    this.registry = registry;
  }

  ref(row: number, column: number): CellRef {
    return { kind: "cell", sheet: this.id, row, column };
  }

  label(row: number, column: number, text: Text | number, role: Role = "label", options: CellOptions = {}): CellRef {
    return this.put(row, column, { kind: "label", text }, role, {
      format: typeof text === "number" ? "integer" : "text",
      ...options,
    });
  }

  /** A row of labels from a column on. */
  labels(row: number, column: number, texts: readonly (Text | number)[], role: Role = "column-head"): void {
    texts.forEach((text, index) => void this.label(row, column + index, text, role));
  }

  input(row: number, column: number, value: number | null, { allowed, hint, ...options }: InputOptions): CellRef {
    return this.put(row, column, { kind: "input", value, allowed, hint }, "input", options);
  }

  choice(
    row: number,
    column: number,
    word: Word,
    among: readonly Word[],
    hint: Text,
    options: CellOptions = {},
  ): CellRef {
    return this.put(row, column, { kind: "choice", word, allowed: { kind: "word", words: among }, hint }, "input", {
      format: "text",
      ...options,
    });
  }

  /** A cell for the reader's answer. */
  answer(row: number, column: number, allowed: Allowed, hint: Text, options: CellOptions = {}): CellRef {
    return this.put(row, column, { kind: "answer", allowed, hint }, "input", options);
  }

  word(row: number, column: number, word: Word): CellRef {
    return this.put(row, column, { kind: "word", word }, "label", { format: "text", name: word });
  }

  /** A word that the reader sees and formulas compare with. */
  state(row: number, column: number, word: Word, options: CellOptions = {}): CellRef {
    return this.put(row, column, { kind: "word", word }, "unit", { format: "text", ...options });
  }

  formula(row: number, column: number, formula: PlanFormula, role: Role, options: CellOptions = {}): CellRef {
    return this.put(row, column, { kind: "formula", formula }, role, options);
  }

  detail(from: number, to: number): void {
    if (to >= from) this.detailRows.push({ from, to });
  }

  chart(chart: ChartPlan): void {
    this.charts.push(chart);
  }

  done(options: {
    name: Text;
    columns: readonly number[];
    freeze?: { rows: number; columns: number };
    landscape?: boolean;
    titleRow?: number;
    pageStarts?: readonly number[];
    hidden?: boolean;
    filter?: RangeRef;
    onePage?: boolean;
    isSortable?: boolean;
    lastPrinted?: number;
  }): SheetPlan {
    return {
      id: this.id,
      name: options.name,
      columns: options.columns.map((width): ColumnPlan => ({ width })),
      freeze: options.freeze ?? { rows: 0, columns: 0 },
      landscape: options.landscape ?? true,
      ...(options.titleRow ? { titleRow: options.titleRow } : {}),
      ...(options.pageStarts ? { pageStarts: options.pageStarts } : {}),
      hidden: options.hidden ?? false,
      cells: this.cells,
      detailRows: this.detailRows,
      ...(options.filter ? { filter: options.filter } : {}),
      ...(options.onePage ? { onePage: true } : {}),
      ...(options.isSortable ? { isSortable: true } : {}),
      ...(options.lastPrinted ? { lastPrinted: options.lastPrinted } : {}),
      ...(this.charts.length > 0 ? { charts: this.charts } : {}),
    };
  }

  private put(row: number, column: number, content: Content, role: Role, options: CellOptions): CellRef {
    const ref = this.ref(row, column);
    const { format = "number", name, figure, origin, across, link } = options;
    if (name) this.registry.add(name, ref);
    this.cells.push({
      ref,
      content,
      role,
      format,
      ...(name ? { name } : {}),
      ...(figure ? { figure } : {}),
      ...(origin ? { origin } : {}),
      ...(across ? { across } : {}),
      ...(link ? { link } : {}),
    });
    return ref;
  }
}

/** The names of a workbook; one cell each. */
export class NameRegistry {
  readonly names = new Map<string, CellRef>();

  add(name: string, ref: CellRef): void {
    if (this.names.has(name)) throw new Error(`two cells named ${name}`);
    this.names.set(name, ref);
  }
}

export type BasisWordCells = { readonly [W in BasisWord]: CellRef };
export type DataWordCells = { readonly [W in DataWord]: CellRef };

/** A word of the case's own, with what readers see. */
export interface NamedWord<W extends Word = Word> {
  readonly word: W;
  readonly name: Text;
}

/** Where the words stand that a plan has beyond its own: by the word. */
export type MoreWordCells = { readonly [W in ReviewWord | FillInWord]?: CellRef };

export interface WordSheet {
  readonly sheet: SheetPlan;
  readonly words: { readonly [W in OwnWord]: CellRef };
  /** In their order, one below another. */
  readonly scenarios: readonly CellRef[];
  /** Only of a case with an agreement. */
  readonly basis?: BasisWordCells;
  /** Only of a plan with tables, measured levels or warnings. */
  readonly data?: DataWordCells;
  readonly levels: ReadonlyMap<LevelWord, CellRef>;
  readonly more: MoreWordCells;
  readonly texts: WordTexts;
}

/** What a plan says besides its own words. */
export interface MoreWords {
  readonly scenarios?: readonly NamedWord<ScenarioWord>[];
  /** Those of an agreement. */
  readonly withBasis?: boolean;
  /** Of the tables; with them the words of data, even where there is none. */
  readonly levels?: readonly NamedWord<LevelWord>[];
  readonly more?: WordTexts;
}

/** The words' sheet, and where each word stands: the plan's own, the case's scenarios, those of an agreement, of tables, and others. */
export function buildWords(
  registry: NameRegistry,
  name: Text,
  { scenarios = [], withBasis = false, levels, more = new Map() }: MoreWords,
): WordSheet {
  const builder = new SheetBuilder("words", registry);
  let row = 0;
  const put = <W extends Word>(list: readonly W[]) =>
    list.map(word => {
      row += 1;
      return [word, builder.word(row, 1, word)] as const;
    });
  const own = Object.fromEntries(put(wordList)) as { [W in OwnWord]: CellRef };
  const scenarioCells = put(scenarios.map(({ word }) => word)).map(([, cell]) => cell);
  const basis = withBasis ? (Object.fromEntries(put(basisWordList)) as BasisWordCells) : undefined;
  const data = levels ? (Object.fromEntries(put(dataWordList)) as DataWordCells) : undefined;
  const levelCells = new Map(put((levels ?? []).map(({ word }) => word)));
  const others = Object.fromEntries(put([...more.keys()])) as MoreWordCells;
  const named = [...scenarios, ...(levels ?? [])].map(each => [each.word, each.name] as const);
  return {
    sheet: builder.done({ name, columns: [30], hidden: true }),
    words: own,
    scenarios: scenarioCells,
    ...(basis ? { basis } : {}),
    ...(data ? { data } : {}),
    levels: levelCells,
    more: others,
    texts: new Map<Word, Text>([
      ...ownWords,
      ...named,
      ...(basis ? basisWords : []),
      ...(data ? dataWords : []),
      ...more,
    ]),
  };
}

/** first-time-fix-rate → first_time_fix_rate. */
export const nameOf = (id: string): string => id.replaceAll("-", "_");
