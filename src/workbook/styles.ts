/**
 * What cells look like, by their role. One navy for structure, one teal for results, one warm tone for what needs attention. Kinds of
 * figures differ without colour too: an input stands in a box, a total under a line, a result over a double line, a check in dots.
 */
import type { Alignment, Border, Borders, Fill, Font, Style } from "exceljs";
import type { Content, PlannedCell, Role } from "../engine/plan/plan.ts";
import { habitsOf, type Locale } from "../text/locale.ts";
import { numberFormat } from "./number-formats.ts";

export const palette = {
  navy: "FF1F2F4A",
  teal: "FF0B6E69",
  warm: "FFB4480F",
  ink: "FF1B2330",
  grey: "FF5B6675",
  hairline: "FFD5DBE3",
  band: "FFE9EDF3",
  tealTint: "FFE4F1EF",
  warmTint: "FFFBEBDD",
  inputFill: "FFFFF9E3",
  inputText: "FF1D44C4",
  inputBox: "FFB9A866",
  unused: "FF98A1AE",
} as const;

type Color = (typeof palette)[keyof typeof palette];

interface Look {
  readonly size: number;
  readonly color: Color;
  readonly bold?: boolean;
  /** Chinese is never slanted: it has no italics. */
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly fill?: Color;
  readonly border?: Partial<Borders>;
  /** Titles run on over the cells beside them. */
  readonly wrap?: false;
  /** Steps in from the left, away from the number before it. */
  readonly indent?: number;
}

const line = (style: Border["style"], color: Color): Border => ({ style, color: { argb: color } });
const hairline = { bottom: line("thin", palette.hairline) };
const box = (edge: Border): Partial<Borders> => ({ top: edge, bottom: edge, left: edge, right: edge });

const looks: { readonly [R in Role]: Look } = {
  title: { size: 18, color: palette.navy, bold: true, wrap: false },
  subtitle: { size: 12, color: palette.grey, wrap: false },
  section: {
    size: 11,
    color: palette.navy,
    bold: true,
    fill: palette.band,
    border: { bottom: line("medium", palette.navy) },
  },
  "column-head": { size: 10, color: palette.navy, bold: true, border: { bottom: line("thin", palette.navy) } },
  "row-head": { size: 10, color: palette.ink, border: hairline },
  label: { size: 10, color: palette.ink, border: hairline },
  note: { size: 10, color: palette.grey, italic: true },
  unit: { size: 9, color: palette.grey, border: hairline, indent: 1 },
  source: { size: 9, color: palette.grey, border: hairline, indent: 1 },
  link: { size: 10, color: palette.teal, underline: true },
  input: { size: 10, color: palette.inputText, fill: palette.inputFill, border: box(line("thin", palette.inputBox)) },
  calculated: { size: 10, color: palette.ink, border: hairline },
  total: {
    size: 10,
    color: palette.ink,
    bold: true,
    border: { top: line("thin", palette.navy), bottom: hairline.bottom },
  },
  result: {
    size: 11,
    color: palette.navy,
    bold: true,
    fill: palette.tealTint,
    border: { top: line("thin", palette.navy), bottom: line("double", palette.navy) },
  },
  check: { size: 10, color: palette.ink, italic: true, border: box(line("dotted", palette.grey)) },
  flag: {
    size: 10,
    color: palette.navy,
    bold: true,
    border: { left: line("thin", palette.navy), bottom: hairline.bottom },
  },
};

export const lookOf = (role: Role): Look => looks[role];

export const fontName = (locale: Locale): string => habitsOf(locale).font;

/** Chinese fonts stand taller than Latin ones of the same size. */
export const isTall = (locale: Locale): boolean => habitsOf(locale).isTall;

/** Which way the content of a cell leans. */
export interface Leaning {
  readonly horizontal: "left" | "center" | "right";
  /** Steps in from the left. */
  readonly indent: number;
  readonly vertical: "top" | "middle";
}

const unlocked: ReadonlySet<Content["kind"]> = new Set(["input", "choice", "answer"]);
const styles = new Map<string, Partial<Style>>();

/** The style of a cell; equal ones are the same object, which ExcelJS then writes once. */
export function cellStyle(
  cell: Pick<PlannedCell, "role" | "format" | "content">,
  leaning: Leaning,
  locale: Locale,
): Partial<Style> {
  const format = numberFormat(cell, locale);
  const locked = !unlocked.has(cell.content.kind);
  const key = [locale, cell.role, format, locked, ...Object.values(leaning)].join("|");
  const known = styles.get(key) ?? makeStyle(cell.role, format, locked, leaning, locale);
  styles.set(key, known);
  return known;
}

function makeStyle(role: Role, numFmt: string, locked: boolean, leaning: Leaning, locale: Locale): Partial<Style> {
  const look = looks[role];
  return {
    numFmt,
    font: fontOf(look, locale),
    alignment: alignmentOf(look, leaning),
    protection: { locked },
    ...(look.fill ? { fill: solid(look.fill) } : {}),
    ...(look.border ? { border: look.border } : {}),
  };
}

function fontOf(look: Look, locale: Locale): Partial<Font> {
  return {
    name: fontName(locale),
    family: 2,
    size: look.size,
    color: { argb: look.color },
    ...(look.bold ? { bold: true } : {}),
    ...(look.italic && habitsOf(locale).hasItalics ? { italic: true } : {}),
    ...(look.underline ? { underline: true } : {}),
  };
}

function alignmentOf({ wrap }: Look, { horizontal, vertical, indent }: Leaning): Partial<Alignment> {
  return { horizontal, vertical, wrapText: wrap !== false, ...(indent > 0 ? { indent } : {}) };
}

export const solid = (color: Color): Fill => ({
  type: "pattern",
  pattern: "solid",
  fgColor: { argb: color },
  bgColor: { argb: color },
});
