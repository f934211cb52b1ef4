/**
 * A metric model, read and resolved: what is measured, and how it becomes money. Plain data (it survives JSON), texts in all
 * languages, numbers as fractions (72 % is 0.72), money in whatever currency the case is in, formulas as trees.
 */
import type { Place } from "../finding/finding.ts";
import type { Text } from "../text/locale.ts";
import type { FormulaNode } from "./formula/tree.ts";

export interface Model {
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  readonly description: Text;
  /** Ids of the indicators a new case begins with. */
  readonly starter: readonly string[];
  readonly units: readonly Named[];
  readonly stages: readonly Named[];
  readonly dimensions: readonly Dimension[];
  readonly grades: readonly Grade[];
  readonly tasks: readonly Named[];
  readonly indicators: readonly Indicator[];
  readonly drivers: readonly Driver[];
  readonly rows: readonly Row[];
  readonly costs: readonly CostLine[];
  readonly tables: readonly Table[];
  readonly warnings: readonly ModelWarning[];
  readonly overlaps: readonly OverlapPair[];
  readonly overlapGroups: readonly OverlapGroup[];
  readonly levers: readonly Lever[];
  readonly serviceProducts: readonly ServiceProduct[];
  readonly sources: readonly Source[];
  readonly examples: readonly WorkedExample[];
  readonly levelExamples: readonly LevelExample[];
}

export interface Named {
  readonly id: string;
  readonly name: Text;
}

/** Where the money lands in the customer's accounts; `asks` is the question it answers, `owner` who answers for it. */
export interface Dimension extends Named {
  readonly lands: Text;
  readonly asks: Text;
  readonly owner: Text;
}

/** A grade of evidence. */
export interface Grade {
  readonly id: string;
  readonly means: Text;
}

/** A published source of ranges. */
export interface Source {
  readonly id: string;
  readonly grade: string;
  readonly publication: string;
  readonly url: string;
  readonly says: Text;
}

export type NumberStyle = "percent" | "number" | "money";

/**
 * A measured outcome that the project promises to move. An indicator whose formulas read no baseline and target is a plain benefit line;
 * one without formulas brings no money of its own: it is agreed and measured, and in no sum.
 */
export interface Indicator extends Named {
  readonly stage: string;
  readonly dimension: string;
  readonly definition: Text;
  /** Unit for dimensional analysis (contact/wo, 1, day); `shownAs` is what readers see. */
  readonly unit: string;
  readonly shownAs: Text;
  readonly format: NumberStyle;
  readonly better: "higher" | "lower";
  /** False for a plain benefit line: no formula reads baseline and target, and the case gives none. */
  readonly hasLevels: boolean;
  readonly measured: { readonly from: Text; readonly every: Text };
  /** Values outside are errors. */
  readonly bounds: Range;
  readonly typical: Typical;
  /** Empty where it brings no money of its own. */
  readonly monetization: readonly MonetizationLine[];
  /** Its level as a formula over the customer's data. */
  readonly measure?: LevelFormula;
  readonly attribution: ArguedShare;
  readonly confidence: ArguedShare;
  readonly groups: readonly string[];
  readonly place: Place;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** What is typical elsewhere. No sources means: practitioner estimate. */
export interface Typical {
  readonly baseline: { readonly low: number; readonly high: number; readonly sources: readonly string[] };
  /** Size of the improvement, always positive: `absolute` in the indicator's unit, `relative` as share of the baseline. */
  readonly improvement: {
    readonly by: "absolute" | "relative";
    readonly low: number;
    readonly likely: number;
    readonly high: number;
    readonly sources: readonly string[];
    /** Set by judgement below or above what the source says. */
    readonly adjusted: boolean;
  };
  readonly note?: Text;
  readonly related: readonly string[];
}

export interface ArguedShare {
  readonly share: number;
  readonly because: Text;
}

export const valueTypes = [
  "hard-saving",
  "cost-avoidance",
  "revenue-uplift",
  "working-capital",
  "risk-reduction",
] as const;
export type ValueType = (typeof valueTypes)[number];

/** One way an indicator becomes money: per year (`yearly`, money/yr) or once (`one-off`, money). */
export interface MonetizationLine {
  readonly id: string;
  readonly name?: Text;
  readonly formula: Formula;
  readonly type: ValueType;
  readonly recurrence: "yearly" | "one-off";
  /** Another view of value that a sibling line already holds: shown, never added. */
  readonly alternative: boolean;
  readonly note?: Text;
}

/** A formula as written, its tree, and the units of its constants (365 is day/yr). */
export interface Formula {
  readonly text: string;
  readonly tree: FormulaNode;
  readonly constants: Readonly<Record<string, string>>;
  readonly place: Place;
}

/** A business quantity that formulas read. `kind: margin` turns revenue into profit. */
export interface Driver extends Named {
  readonly unit: string;
  readonly shownAs: Text;
  readonly format: NumberStyle;
  readonly meaning: Text;
  readonly range: Range;
  readonly typicalSource: Text;
  readonly kind?: "margin";
  readonly place: Place;
}

/** A named calculation between drivers and monetization; one formula for all years. */
export interface Row extends Named {
  readonly unit: string;
  readonly shownAs: Text;
  readonly format: NumberStyle;
  readonly formula: Formula;
  readonly place: Place;
}

/** A cost that follows from drivers: seats × price. Reads drivers and rows, never baseline and target. */
export interface CostLine extends Named {
  /** Money at the build; what changes over the years has its initial value here, or 0. */
  readonly initial?: Formula;
  /** Money a year. */
  readonly yearly?: Formula;
  /** Share by which the cost is raised, where a case does not say otherwise. */
  readonly riskAdjustment: number;
  readonly place: Place;
}

/** An indicator's own level, from drivers, rows and the measures of tables. */
export interface LevelFormula {
  readonly formula: Formula;
  /** A typed baseline may differ by so much, in the indicator's unit; without it by 1 % of the greater of the two. */
  readonly tolerance?: number;
}

/** Things of one kind that a case lists row by row: people, markets, opportunities, tiers. */
export interface Table extends Named {
  /** What a row is, and how it is filled in. */
  readonly about: Text;
  /** Unit that COUNT gives: person. */
  readonly unit: string;
  /** The text column that names a row. */
  readonly key: string;
  /** Text columns by which rows are rolled up, outermost first. */
  readonly groups: readonly string[];
  readonly columns: readonly Column[];
  readonly measures: readonly TableMeasure[];
  /** Rows are ranked by this column, the greatest first. */
  readonly rankBy?: string;
  readonly place: Place;
}

/**
 * A column of a table. One of: `text`; `number`; `level`, a word that stands for a score; `calculated`, one formula for all rows, over
 * the row's own cells and drivers, where PRIOR(x) is the value one date before; `linked`, a measure of another table over those of its
 * rows that are grouped under this row's key.
 */
export type Column = TextColumn | NumberColumn | LevelColumn | CalculatedColumn | LinkedColumn;

interface ColumnHead extends Named {
  readonly place: Place;
}

/** How the numbers of a column are measured and shown. */
interface Measured {
  readonly unit: string;
  readonly shownAs: Text;
  readonly format: NumberStyle;
}

export interface TextColumn extends ColumnHead {
  readonly kind: "text";
}

export interface NumberColumn extends ColumnHead, Measured {
  readonly kind: "number";
  /** A row may give one value for each of several dates. */
  readonly dated: boolean;
  readonly range: Range;
  /** Of rows that say nothing. */
  readonly usual?: number;
}

export interface LevelColumn extends ColumnHead {
  readonly kind: "level";
  readonly dated: boolean;
  readonly levels: readonly Level[];
}

export interface Level extends Named {
  readonly score: number;
}

export interface CalculatedColumn extends ColumnHead, Measured {
  readonly kind: "calculated";
  readonly formula: Formula;
}

export interface LinkedColumn extends ColumnHead {
  readonly kind: "linked";
  readonly table: string;
  readonly measure: string;
}

/** A figure of a table as a whole, and of each group of its rows, at each date: SUM(weighted)/SUM(weight). Formulas read it as people.closeness. */
export interface TableMeasure extends Named, Measured {
  readonly formula: Formula;
  /** What is plausible. */
  readonly range: Range;
  readonly place: Place;
}

/** A condition that somebody should look into: of each row of a table, or of the case as a whole. It changes no figure. */
export interface ModelWarning extends Named {
  readonly table?: string;
  readonly when: Formula;
  /** {column} is replaced by what the row says. */
  readonly says: Text;
  readonly place: Place;
}

/** Where both are counted, `reduce` loses the share `factor`, because `keep` already holds it. */
export interface OverlapPair {
  readonly keep: string;
  readonly reduce: string;
  readonly factor: number;
  readonly because: Text;
  readonly place: Place;
}

export interface OverlapGroup extends Named {
  readonly members: readonly string[];
  readonly rule: Text;
}

/** A function of the software that moves indicators. */
export interface Lever {
  readonly stage: string;
  readonly kind: "basic" | "innovative";
  readonly name: Text;
  readonly moves: readonly { readonly indicator: string; readonly strength: "high" | "medium" | "low" }[];
}

/** A service by which people raise value. */
export interface ServiceProduct extends Named {
  readonly tasks: readonly string[];
  readonly supports: Text;
  readonly indicators: readonly string[];
  readonly stages: readonly string[];
  readonly use: Text;
}

/** Rows by table: the values of columns by id, a level by its id; `times` for so many alike. */
export type ExampleTables = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** A monetization line worked out by hand. */
export interface WorkedExample {
  readonly indicator: string;
  readonly line: string;
  readonly baseline: number;
  readonly target: number;
  readonly drivers: Readonly<Record<string, number>>;
  readonly tables: ExampleTables;
  readonly gives: number;
  readonly place: Place;
}

/** An indicator's level worked out by hand from drivers and rows of tables. */
export interface LevelExample {
  readonly indicator: string;
  readonly drivers: Readonly<Record<string, number>>;
  readonly tables: ExampleTables;
  readonly gives: number;
  readonly place: Place;
}
