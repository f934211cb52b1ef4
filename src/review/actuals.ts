/**
 * What was measured: `actuals.csv`, a line a measurement. Lines are added, never changed: a later line of the same period and indicator
 * supersedes the one before, and both stay. A driver's id in place of an indicator's gives its updated value; the reserved item `go-live`
 * the day on which the solution really went live.
 */
import { CsvError, parse } from "csv-parse/sync";
import type { Case } from "../case/case.ts";
import { periodsOf } from "../case/calendar.ts";
import { closest } from "../finding/closest.ts";
import { error, type Finding, type Place, warning } from "../finding/finding.ts";
import type { Indicator, Model } from "../model/model.ts";
import { exactText, percentText } from "../text/format.ts";
import { words } from "../text/say.ts";
import { typedNumber } from "../text/typed-number.ts";
import { dayFrom, daysLate, goLiveBounds, goLiveItem, periodOfDay } from "./go-live.ts";

export const actualsColumns = [
  "period",
  "indicator",
  "numerator",
  "denominator",
  "value",
  "source",
  "person",
  "note",
] as const;
export type Column = (typeof actualsColumns)[number];

export interface Measurement {
  /** Number of the period, from 1; of a go-live before the first one, 0. */
  readonly period: number;
  /** Id of an indicator, or of a driver; or `go-live`. */
  readonly item: string;
  readonly of: "indicator" | "driver" | "go-live";
  /** In the unit of the indicator; a share as a fraction; of a go-live, its days after the planned one. */
  readonly value: number;
  /** Of a go-live: its day, ISO. */
  readonly date?: string;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly source?: string;
  readonly person?: string;
  readonly note?: string;
  readonly place: Place;
}

export interface Actuals {
  /** Every line that could be read, in the order of the file. */
  readonly history: readonly Measurement[];
  readonly findings: readonly Finding[];
}

/** Most characters of a file of measurements. */
const mostCharacters = 20_000_000;

export function readActuals(text: string, file: string, kase: Case, model: Model): Actuals {
  const placeOf = (line: number): Place => ({ file, line, column: 1, length: 1 });
  if (text.length > mostCharacters)
    return { history: [], findings: [error("actuals-unreadable", placeOf(1), { problem: words("actuals.too-long") })] };
  const read = recordsOf(text, placeOf);
  if ("findings" in read) return { history: [], findings: read.findings };
  const [head, ...records] = read.records;
  const columns = (head?.cells ?? []).map(name => name.trim().toLowerCase());
  const missing = (["period", "indicator"] as const).filter(name => !columns.includes(name));
  if (missing.length > 0 || !(columns.includes("value") || columns.includes("numerator")))
    return {
      history: [],
      findings: [error("actuals-columns", placeOf(1), { columns: actualsColumns.join(",") })],
    };
  const given = records.flatMap(({ cells, line }): GivenMeasurement[] => {
    const cell = (name: Column): string => cells[columns.indexOf(name)]?.trim() ?? "";
    return cells.every(each => each.trim() === "") ? [] : [{ cell, place: placeOf(line) }];
  });
  return measurementsFrom(given, kase, model);
}

/** A measurement as it was written down: a cell's text, or a number that is known to be one; empty where nothing is given. */
export interface GivenMeasurement {
  readonly cell: (name: Column) => string | number;
  readonly place: Place;
}

/** Read and checked, from whichever file; what cannot be used is left out, with a finding. */
export function measurementsFrom(given: readonly GivenMeasurement[], kase: Case, model: Model): Actuals {
  const findings: Finding[] = [];
  const context = { kase, model, findings, labels: labelsOf(kase) };
  const history = given.flatMap(({ cell, place }) => measurementOf(cell, place, context));
  return { history, findings: [...findings, ...implausible(history, kase, model)] };
}

/** What holds: of each period and item the last line. By `keyOf`. */
export function currentOf(history: readonly Measurement[]): ReadonlyMap<string, Measurement> {
  return new Map(history.map(each => [keyOf(each), each]));
}

/** A case goes live once, whatever the period. */
export const keyOf = ({ period, item }: Pick<Measurement, "period" | "item">): string =>
  item === goLiveItem ? goLiveItem : `${period} ${item}`;

interface RawRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Comma, semicolon or tab, whichever the first line uses: spreadsheet programs differ by country. */
function recordsOf(
  text: string,
  placeOf: (line: number) => Place,
): { readonly records: readonly RawRecord[] } | { readonly findings: readonly Finding[] } {
  const first = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = [",", ";", "\t"].toSorted((a, b) => first.split(b).length - first.split(a).length)[0] ?? ",";
  try {
    const records = parse(text, { bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true });
    return {
      records: (records as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
        cells: record,
        line: info.lines,
      })),
    };
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const line = Number((thrown as { lines?: number }).lines ?? 1);
    return {
      findings: [
        error("actuals-unreadable", placeOf(line), {
          problem: words(/QUOTE/.test(thrown.code) ? "actuals.quote" : "actuals.no-table"),
        }),
      ],
    };
  }
}

/** 2025Q2 and how else people write it: 2025-Q2, 2025 q2, 2025年第2季度, 2025年2季度. */
function labelsOf({ calendar }: Case): ReadonlyMap<string, number> {
  return new Map(periodsOf(calendar).map(({ label, number }) => [plainLabel(label), number]));
}

/** Number of the period that someone writes as 2026Q3 (or 2026-Q3, 2026年3季度), from 1; undefined if the case has none. */
export function periodLabelled({ calendar }: Pick<Case, "calendar">, label: string): number | undefined {
  const wanted = plainLabel(label);
  return periodsOf(calendar).find(each => each.number > 0 && plainLabel(each.label) === wanted)?.number;
}

export const plainLabel = (label: string): string =>
  label
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/\s/g, "")
    .replace(/^(\d{4})[-/]?Q(\d)$/, "$1Q$2")
    .replace(/^(\d{4})年第?(\d)季度?$/, "$1Q$2")
    .replace(/^(\d{4})年(\d{1,2})月$/, (_, year: string, month: string) => `${year}-${month.padStart(2, "0")}`);

interface Reading {
  readonly kase: Case;
  readonly model: Model;
  readonly findings: Finding[];
  readonly labels: ReadonlyMap<string, number>;
}

function measurementOf(given: GivenMeasurement["cell"], place: Place, reading: Reading): Measurement[] {
  const { kase, model, findings, labels } = reading;
  const cell = (name: Column): string => String(given(name));
  const item = cell("indicator");
  if (item === goLiveItem) return goLiveOf(cell, place, reading);
  const period = labels.get(plainLabel(cell("period")));
  if (period === undefined || period === 0) {
    const known = periodsOf(kase.calendar).slice(1);
    const values = { period: cell("period"), first: known[0]?.label ?? "", last: known.at(-1)?.label ?? "" };
    findings.push(error("actuals-period", place, values));
    return [];
  }
  const indicator = kase.indicators.some(({ id }) => id === item) && model.indicators.find(({ id }) => id === item);
  const driver = model.drivers.find(({ id }) => id === item);
  if (!indicator && !driver) {
    const ids = [...kase.indicators.map(({ id }) => id), ...kase.drivers.keys(), goLiveItem];
    findings.push(error("actuals-item", place, { item, suggestion: closest(item.slice(0, 80), ids) }));
    return [];
  }
  const value = measuredValue(given, item, place, findings);
  if (value === undefined) return [];
  const { bounds, format } = indicator ? { bounds: indicator.bounds, format: indicator.format } : boundsOf(driver);
  if (value.value < bounds.min || value.value > bounds.max) {
    const show = format === "percent" ? percentText : exactText;
    const values = { item, found: show(value.value), min: show(bounds.min), max: show(bounds.max) };
    findings.push((indicator ? error : warning)("actuals-bounds", place, values));
    if (indicator) return [];
  }
  return [{ period, item, of: indicator ? "indicator" : "driver", ...value, ...textsOf(cell), place }];
}

function textsOf(cell: (name: Column) => string): Pick<Measurement, "source" | "person" | "note"> {
  const given = (["source", "person", "note"] as const).filter(name => cell(name) !== "");
  return Object.fromEntries(given.map(name => [name, cell(name)]));
}

/** The period may be left empty; where it is written, it is that of the day. */
function goLiveOf(
  cell: (name: Column) => string,
  place: Place,
  { kase: { calendar }, findings, labels }: Reading,
): Measurement[] {
  const given = (["value", "numerator", "denominator"] as const).map(cell).filter(text => text !== "");
  const date = given.length === 1 ? dayFrom(cell("value")) : undefined;
  const { first, last } = goLiveBounds(calendar);
  const period = date === undefined ? undefined : periodOfDay(calendar, date);
  if (date === undefined || !period || date < first || date > last) {
    findings.push(error("actuals-go-live", place, { found: given.join(" · "), first, last }));
    return [];
  }
  const written = cell("period");
  if (written !== "" && labels.get(plainLabel(written)) !== period.number) {
    findings.push(error("actuals-go-live-period", place, { period: written, date }));
    return [];
  }
  const value = daysLate(calendar, date);
  return [{ period: period.number, item: goLiveItem, of: "go-live", value, date, ...textsOf(cell), place }];
}

const boundsOf = (driver: Model["drivers"][number] | undefined) => ({
  bounds: driver?.range ?? { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY },
  format: driver?.format ?? ("number" as const),
});

/** The value, or numerator ÷ denominator; both only where they say the same. */
function measuredValue(
  cell: GivenMeasurement["cell"],
  item: string,
  place: Place,
  findings: Finding[],
): Pick<Measurement, "value" | "numerator" | "denominator"> | undefined {
  const numbers = new Map<Column, number>();
  for (const name of ["numerator", "denominator", "value"] as const) {
    const given = cell(name);
    if (given === "") continue;
    const read = typeof given === "number" ? given : typedNumber(given);
    if (read === undefined) {
      findings.push(error("actuals-number", place, { item, column: name, found: given }));
      return undefined;
    }
    numbers.set(name, read);
  }
  const [numerator, denominator, value] = (["numerator", "denominator", "value"] as const).map(name =>
    numbers.get(name),
  );
  if (numerator === undefined && denominator === undefined) {
    if (value !== undefined) return { value };
    findings.push(warning("actuals-empty", place, { item }));
    return undefined;
  }
  if (numerator === undefined || denominator === undefined || denominator === 0) {
    findings.push(error("actuals-ratio", place, { item }));
    return undefined;
  }
  const ratio = numerator / denominator;
  if (value !== undefined && Math.abs(value - ratio) > 0.0005 * Math.max(Math.abs(ratio), Math.abs(value))) {
    findings.push(
      error("actuals-differ", place, { item, value: exactText(value), ratio: exactText(Number(ratio.toPrecision(6))) }),
    );
    return undefined;
  }
  return { value: ratio, numerator, denominator };
}

/** Further from baseline or from the period before than twice the agreed improvement: true perhaps, but look. */
function implausible(history: readonly Measurement[], kase: Case, model: Model): Finding[] {
  const current = currentOf(history);
  return [...current.values()].flatMap((each): Finding[] => {
    const terms = kase.indicators.find(({ id }) => id === each.item);
    const indicator = model.indicators.find(({ id }) => id === each.item);
    if (!terms || !indicator || terms.baseline === null || terms.target === null) return [];
    const improvement = Math.abs(terms.target - terms.baseline);
    const before = current.get(keyOf({ period: each.period - 1, item: each.item }))?.value ?? terms.baseline;
    const isFar = Math.abs(each.value - before) > 2 * improvement && improvement > 0;
    return isFar ? [warning("actuals-jump", each.place, jumpTexts(each, before, indicator))] : [];
  });
}

function jumpTexts({ item, value }: Measurement, before: number, { format }: Indicator) {
  const show = format === "percent" ? percentText : exactText;
  return { item, found: show(value), before: show(before) };
}
