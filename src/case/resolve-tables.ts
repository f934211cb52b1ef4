/**
 * The tables of `case.yaml` → rows, checked against the model's columns. A value may be one for all dates or a map of date to value; the
 * last one known holds at each date, and before its first date a row is absent: it is in no sum. What is missing is a gap.
 */
import { closest } from "../finding/closest.ts";
import { error, type Finding, type Place, warning } from "../finding/finding.ts";
import { localText } from "../model/fields.ts";
import type { Column, LevelColumn, Model, NumberColumn, Table } from "../model/model.ts";
import type { YamlSource } from "../model/yaml-source.ts";
import { exactText, percentText } from "../text/format.ts";
import { listed } from "../text/list.ts";
import { inLocale, type Text } from "../text/locale.ts";
import { numberFrom } from "../text/number-from.ts";
import { words } from "../text/say.ts";
import type { CaseTable, TableRow, TableValue } from "./case.ts";
import type { CaseFile } from "./schema.ts";

type Written = NonNullable<CaseFile["tables"]>;
type Cells = Readonly<Record<string, unknown>>;

export function resolveTables(
  written: Written,
  model: Model,
  source: YamlSource,
  currencyUnit: (unit: Text) => Text,
): { tables: Map<string, CaseTable>; findings: Finding[] } {
  const findings: Finding[] = [];
  const tables = new Map<string, CaseTable>();
  for (const [id, given] of Object.entries(written)) {
    const table = model.tables.find(each => each.id === id);
    const place = source.keyPlaceOf(["tables", id]);
    if (!table) {
      const known = model.tables.map(each => each.id);
      findings.push(
        error("unknown-reference", place, { kind: words("kind.table"), id, suggestion: closest(id, known) }),
      );
      continue;
    }
    const isList = Array.isArray((source.value as { tables: Record<string, unknown> }).tables[id]);
    const at = isList ? ["tables", id] : ["tables", id, "rows"];
    const reader = new TableReader(table, source, at, currencyUnit, findings);
    const { source: from, owner, "as-of": asOf } = given ?? {};
    const { dates, rows } = reader.read(given?.rows ?? []);
    tables.set(id, {
      dates,
      rows,
      ...(from ? { source: from } : {}),
      ...(owner ? { owner } : {}),
      ...(asOf ? { asOf } : {}),
      place,
    });
  }
  return { tables, findings };
}

/** Values of a cell by date; the empty date is that of a value without one. */
type Dated = ReadonlyMap<string, unknown>;

class TableReader {
  private readonly table: Table;
  private readonly source: YamlSource;
  private readonly path: readonly (string | number)[];
  private readonly unitOf: (unit: Text) => Text;
  private readonly findings: Finding[];

  constructor(
    table: Table,
    source: YamlSource,
    path: readonly (string | number)[],
    unitOf: (unit: Text) => Text,
    findings: Finding[],
  ) {
    this.table = table;
    this.source = source;
    this.path = path;
    this.unitOf = unitOf;
    this.findings = findings;
  }

  read(rows: readonly Cells[]): Pick<CaseTable, "dates" | "rows"> {
    const dated = this.table.columns.filter(column => "dated" in column && column.dated);
    const found = new Set(
      rows.flatMap((row, index) => dated.flatMap(({ id }) => [...this.datesOf(row[id], index, id).keys()])),
    );
    found.delete("");
    const dates = found.size === 0 ? [""] : [...found].sort();
    const read = rows.map((row, index) => this.row(row, index, dates));
    this.checkKeys(read);
    return { dates, rows: this.sorted(read) };
  }

  private row(row: Cells, index: number, dates: readonly string[]): TableRow {
    const known = this.table.columns.filter(({ kind }) => kind === "text" || kind === "number" || kind === "level");
    const ids = known.map(({ id }) => id);
    for (const key of Object.keys(row)) {
      if (ids.includes(key)) continue;
      const place = this.source.keyPlaceOf([...this.path, index, key]);
      this.findings.push(error("unknown-field", place, { field: key, suggestion: closest(key, ids) }));
    }
    const texts = new Map<string, Text>();
    const values = new Map<string, readonly TableValue[]>();
    for (const column of known) {
      if (column.kind === "text") texts.set(column.id, this.text(row, column, index));
      else if (column.kind === "number" || column.kind === "level")
        values.set(column.id, this.values(row[column.id], column, index, dates));
    }
    return { texts, values: withAbsence(values, dates), place: this.place(index, this.table.key) };
  }

  private text(row: Cells, { id }: Column, index: number): Text {
    const written = row[id];
    const isNeeded = id === this.table.key || this.table.groups.includes(id);
    if (written === undefined || written === null) {
      if (isNeeded) this.findings.push(error("missing-field", this.place(index), { field: id }));
      return "";
    }
    const read = localText.safeParse(written);
    if (read.success) return read.data;
    this.wrongType(id, index, words("expect.localized-text"), "{ en: …, zh-CN: … }", written);
    return "";
  }

  private values(
    written: unknown,
    column: NumberColumn | LevelColumn,
    index: number,
    dates: readonly string[],
  ): TableValue[] {
    const given = this.datesOf(written, index, column.id, false);
    const usual = column.kind === "number" ? (column.usual ?? null) : null;
    const read = new Map([...given].map(([date, value]) => [date, this.value(value, column, index, date)] as const));
    const undated = read.get("");
    if (read.size === 0 || undated !== undefined) {
      const value = undated ?? usual;
      if (value === null && (written === undefined || written === null)) this.missing(column, index);
      return dates.map(() => value);
    }
    if ([...given.values()].includes(null)) this.missing(column, index);
    let last: TableValue = "absent";
    return dates.map(date => {
      const now: TableValue | undefined = read.get(date);
      if (now !== undefined) last = now;
      return last;
    });
  }

  private missing({ id }: Column, index: number): void {
    const values = { field: `${this.table.id}.${id}`, needed: listed([this.table.id]) };
    this.findings.push(warning("value-missing", this.place(index, id), values));
  }

  /** A number within what is plausible, or one of the levels. */
  private value(written: unknown, column: NumberColumn | LevelColumn, index: number, date: string): TableValue {
    if (written === null || written === undefined) return null;
    const path = date === "" ? [column.id] : [column.id, date];
    if (column.kind === "level") {
      const level = column.levels.find(({ id }) => id === written);
      if (level) return { level: level.id };
      const allowed = listed(column.levels.map(({ id }) => id));
      const values = { field: column.id, found: String(written), allowed };
      this.findings.push(error("wrong-value", this.place(index, ...path), values));
      return null;
    }
    const number = numberFrom(written);
    if (number === undefined) {
      this.wrongType(column.id, index, words("expect.number"), "10", written, ...path.slice(1));
      return null;
    }
    const { min, max } = column.range;
    if (number < min || number > max) {
      const show = (value: number) => (column.format === "percent" ? percentText(value) : exactText(value));
      this.findings.push(
        warning("driver-implausible", this.place(index, ...path), {
          field: column.id,
          found: show(number),
          min: show(min),
          max: show(max),
          unit: this.unitOf(column.shownAs),
        }),
      );
    }
    return number;
  }

  /** One value without a date, or one for each date; a date that is none is a finding. */
  private datesOf(written: unknown, index: number, id: string, silent = true): Dated {
    if (written === undefined) return new Map();
    if (typeof written !== "object" || written === null || Array.isArray(written)) return new Map([["", written]]);
    const column = this.table.columns.find(each => each.id === id);
    const entries = Object.entries(written);
    if (!(column && "dated" in column && column.dated)) {
      if (!silent) this.wrongType(id, index, words("expect.number"), "10", written);
      return new Map();
    }
    const wrong = entries.filter(([date]) => !isDate(date));
    if (!silent)
      for (const [date] of wrong) {
        const values = { field: id, expected: words("expect.date"), found: words("found.text", { value: date }) };
        const place = this.source.keyPlaceOf([...this.path, index, id, date]);
        this.findings.push(error("wrong-type", place, { ...values, example: "2025-04-01" }));
      }
    return new Map(entries.filter(([date]) => isDate(date)));
  }

  private wrongType(
    id: string,
    index: number,
    expected: ReturnType<typeof words>,
    example: string,
    found: unknown,
    ...more: readonly string[]
  ): void {
    const shown =
      typeof found === "object" ? words("found.map") : words("found.text", { value: String(found).slice(0, 60) });
    this.findings.push(
      error("wrong-type", this.place(index, id, ...more), { field: id, expected, found: shown, example }),
    );
  }

  private place(index: number, ...steps: readonly (string | number)[]): Place {
    return this.source.placeOf([...this.path, index, ...steps]);
  }

  /** Within its groups a row has a name of its own. */
  private checkKeys(rows: readonly TableRow[]): void {
    const first = new Map<string, Place>();
    for (const row of rows) {
      const path = JSON.stringify([...this.table.groups, this.table.key].map(id => nameIn(row, id)));
      const before = first.get(path);
      const id = nameIn(row, this.table.key);
      if (before && id)
        this.findings.push(error("duplicate-id", row.place, { id, first: `${before.file}:${before.line}` }));
      else first.set(path, row.place);
    }
  }

  /** Groups together, in the order in which they first come. */
  private sorted(rows: readonly TableRow[]): TableRow[] {
    const sort = (some: readonly TableRow[], [group, ...inner]: readonly string[]): TableRow[] => {
      if (group === undefined) return [...some];
      const names = [...new Set(some.map(row => nameIn(row, group)))];
      return names.flatMap(name =>
        sort(
          some.filter(row => nameIn(row, group) === name),
          inner,
        ),
      );
    };
    return sort(rows, this.table.groups);
  }
}

/** A row that is absent in one column at a date is so in all. */
function withAbsence(
  values: ReadonlyMap<string, readonly TableValue[]>,
  dates: readonly string[],
): ReadonlyMap<string, readonly TableValue[]> {
  const isAbsent = dates.map((_, at) => [...values.values()].some(each => each[at] === "absent"));
  return new Map(
    [...values].map(([id, each]) => [id, each.map((value, at) => (isAbsent[at] ? "absent" : value))] as const),
  );
}

/** What a row is called in a column, in all languages together: rows of one group say it alike. */
export const nameIn = ({ texts }: TableRow, column: string): string => {
  const text = texts.get(column) ?? "";
  return typeof text === "string" ? text.trim() : `${inLocale(text, "en")}\u0000${inLocale(text, "zh-CN")}`;
};

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
