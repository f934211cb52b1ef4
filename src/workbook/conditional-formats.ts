/**
 * What cells look like while they hold a certain value. Rules are given in order of importance and numbered so: a gap before
 * anything else, then checks and where indicators stand, then figures below zero, then indicators that are not chosen, then whole numbers.
 */
import type { ConditionalFormattingRule, Style } from "exceljs";
import type { PlannedCell, SheetPlan, WorkbookPlan } from "../engine/plan/plan.ts";
import { columnLetters } from "../engine/plan/print-formula.ts";
import type { Word } from "../engine/plan/words.ts";
import { type Block, blockAddress, blocksOf } from "./cell-blocks.ts";
import { wholeNumberFormat } from "./number-formats.ts";
import { palette, solid } from "./styles.ts";

export interface ConditionalFormat {
  /** Blocks of cells, separated by blanks. */
  readonly ref: string;
  readonly rules: ConditionalFormattingRule[];
}

/** A rule for blocks of cells: what a cell equals or is below, or a formula written for the first cell of a block. */
interface Rule {
  readonly blocks: readonly Block[];
  readonly style: Partial<Style>;
  readonly when:
    | { readonly operator: "equal" | "lessThan"; readonly than: Word | number }
    | ((firstCell: string, block: Block) => string);
  /** The word that the rule compares with. */
  readonly reads?: Word;
}

export function conditionalFormats(sheet: SheetPlan, plan: WorkbookPlan): ConditionalFormat[] {
  let priority = 0;
  const next = () => {
    priority += 1;
    return priority;
  };
  return rulesOf(sheet)
    .filter(rule => rule.reads === undefined || plan.names.has(rule.reads))
    .flatMap(rule => formatsOf(rule, next));
}

function rulesOf(sheet: SheetPlan): Rule[] {
  const where = (holds: (cell: PlannedCell) => boolean) => blocksOf(sheet.cells.filter(holds).map(({ ref }) => ref));
  const figures = where(({ content }) => content.kind === "formula");
  const checks = where(({ content, role }) => content.kind === "formula" && (role === "check" || role === "flag"));
  return [
    { blocks: figures, ...equal("gap"), style: missing() },
    { blocks: where(({ content }) => content.kind === "input"), when: cell => `ISBLANK(${cell})`, style: missing() },
    {
      blocks: checks,
      ...equal("failed"),
      style: { font: { bold: true, color: { argb: palette.warm } }, fill: solid(palette.warmTint) },
    },
    { blocks: checks, ...equal("passed"), style: { font: { color: { argb: palette.teal } } } },
    ...(["agreed", "proposed"] as const).map(
      (word): Rule => ({
        blocks: where(({ content, role }) => content.kind === "word" && role === "unit"),
        ...equal(word),
        style: { font: { bold: true, color: { argb: word === "agreed" ? palette.teal : palette.warm } } },
      }),
    ),
    ...(["fill_ok", "fill_ratio", "fill_differs", "fill_bounds", "fill_jump"] as const).map(
      (word): Rule => ({
        blocks: checks,
        ...equal(word),
        style:
          word === "fill_ok"
            ? { font: { color: { argb: palette.teal } } }
            : { font: { bold: true, color: { argb: palette.warm } }, fill: solid(palette.warmTint) },
      }),
    ),
    ...(["status_exceeded", "status_met", "status_missed", "status_worsened"] as const).map(
      (word, index): Rule => ({
        blocks: where(({ content, role }) => content.kind === "formula" && role === "flag"),
        ...equal(word),
        style: { font: { bold: true, color: { argb: index < 2 ? palette.teal : palette.warm } } },
      }),
    ),
    {
      blocks: where(isAmount),
      when: { operator: "lessThan", than: 0 },
      style: { font: { color: { argb: palette.warm } } },
    },
    {
      blocks: rowsOfChoices(sheet),
      when: unchosen(sheet),
      reads: "no",
      style: { font: { color: { argb: palette.unused } } },
    },
    ...(["percent", "number"] as const).map(
      (format): Rule => ({
        blocks: where(cell => cell.format === format && holdsNumber(cell)),
        when: cell => wholeIn(cell, format === "percent" ? 100 : 1),
        style: { numFmt: wholeNumberFormat(format) ?? "0" },
      }),
    ),
  ];
}

const equal = (word: Word) => ({ when: { operator: "equal", than: word }, reads: word }) as const;

/** Hatched, and slanted where a font can be: a gap is seen without colour. */
const missing = (): Partial<Style> => ({
  font: { italic: true, color: { argb: palette.warm } },
  fill: {
    type: "pattern",
    pattern: "lightUp",
    fgColor: { argb: palette.inputBox },
    bgColor: { argb: palette.warmTint },
  },
});

const isAmount = ({ content, format }: PlannedCell): boolean =>
  content.kind === "formula"
    ? format !== "text" && format !== "date"
    : content.kind === "label" && typeof content.text === "number" && format === "money";

const holdsNumber = ({ content }: PlannedCell): boolean =>
  content.kind === "formula" ||
  content.kind === "input" ||
  (content.kind === "label" && typeof content.text === "number");

const wholeIn = (cell: string, parts: number): string =>
  parts === 1 ? `ABS(${cell}-ROUND(${cell},0))<0.0000001` : `ABS(${cell}*${parts}-ROUND(${cell}*${parts},0))<0.0000001`;

/** The cells with a choice of yes or no. */
const yesOrNo = ({ content }: PlannedCell): boolean =>
  content.kind === "choice" && content.allowed.words.includes("no");

/** The rows of such choices, over the whole width of the sheet. */
function rowsOfChoices(sheet: SheetPlan): Block[] {
  const rows = sheet.cells.filter(yesOrNo).map(({ ref }) => ({ row: ref.row, column: 1 }));
  return blocksOf(rows).map(block => ({ ...block, right: sheet.columns.length }));
}

function unchosen(sheet: SheetPlan): (firstCell: string, first: Block) => string {
  const columns = new Map(sheet.cells.filter(yesOrNo).map(({ ref }) => [ref.row, ref.column]));
  return (_, { top }) => `$${columnLetters(columns.get(top) ?? 1)}${top}=no`;
}

function formatsOf({ blocks, style, when }: Rule, priority: () => number): ConditionalFormat[] {
  if (typeof when === "function") {
    return blocks.map(block => ({
      ref: blockAddress(block),
      rules: [
        { type: "expression", priority: priority(), style: { ...style }, formulae: [when(firstCellOf(block), block)] },
      ],
    }));
  }
  if (blocks.length === 0) return [];
  const ref = blocks.map(blockAddress).join(" ");
  return [
    {
      ref,
      rules: [
        { type: "cellIs", priority: priority(), style: { ...style }, operator: when.operator, formulae: [when.than] },
      ],
    },
  ];
}

const firstCellOf = ({ left, top }: Block): string => `${columnLetters(left)}${top}`;
