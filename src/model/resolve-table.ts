/** A table as written → resolved: what each column's kind needs, its formulas as trees. Pure; findings go where they were written. */
import { closest } from "../finding/closest.ts";
import { error, type Finding, type Place } from "../finding/finding.ts";
import { type TextKey, words } from "../text/say.ts";
import { type FunctionSignature, measureFunctions } from "./formula/functions.ts";
import type { Column, Formula, NumberStyle, Range, Table, TableMeasure } from "./model.ts";
import type { ModelFile } from "./schema.ts";

type WrittenTable = NonNullable<ModelFile["tables"]>[number];
type WrittenColumn = WrittenTable["columns"][number];
type Steps = readonly (string | number)[];

/** What reading a table needs of the files: places, formulas, ranges, and where findings go. */
export interface TableReading {
  place(...steps: Steps): Place;
  formula(
    text: string,
    constants: Record<string, string> | undefined,
    steps: Steps,
    functions?: ReadonlyMap<string, FunctionSignature>,
  ): Formula;
  range(range: readonly number[], format: NumberStyle, steps: Steps): Range;
  found(finding: Finding): void;
}

export function resolveTable(written: WrittenTable, read: TableReading): Table {
  const columns = written.columns.map((column, index) => resolveColumn(column, ["columns", index], read));
  const texts = columns.filter(({ kind }) => kind === "text").map(({ id }) => id);
  const known = (id: string, among: readonly string[], steps: Steps, kind: Extract<TextKey, `kind.${string}`>) => {
    if (among.includes(id)) return;
    const values = { kind: words(kind), id, suggestion: closest(id, among) };
    read.found(error("unknown-reference", read.place(...steps), values));
  };
  known(written.key, texts, ["key"], "kind.text-column");
  written.groups?.forEach((id, index) => void known(id, texts, ["groups", index], "kind.text-column"));
  const numeric = columns.filter(({ kind }) => kind !== "text").map(({ id }) => id);
  const rankBy = written["rank-by"];
  if (rankBy !== undefined) known(rankBy, numeric, ["rank-by"], "kind.column");
  return {
    id: written.id,
    name: written.name,
    about: written.about,
    unit: written.unit,
    key: written.key,
    groups: (written.groups ?? []).filter(id => texts.includes(id)),
    columns,
    measures: (written.measures ?? []).map(
      ({ formula, constants, "shown-as": shownAs, range, ...rest }, index): TableMeasure => ({
        ...rest,
        shownAs,
        range: read.range(range, rest.format, ["measures", index, "range"]),
        formula: read.formula(formula, constants, ["measures", index, "formula"], measureFunctions),
        place: read.place("measures", index, "id"),
      }),
    ),
    ...(rankBy === undefined ? {} : { rankBy }),
    place: read.place("id"),
  };
}

/** What is written of a column, and what it must say; the first field that is missing is a finding. */
function resolveColumn(written: WrittenColumn, steps: Steps, read: TableReading): Column {
  const { id, name, kind, dated = false } = written;
  const place = read.place(...steps, "id");
  const head = { id, name, place };
  checkFields(written, steps, read);
  const measured = {
    unit: written.unit ?? "1",
    shownAs: written["shown-as"] ?? "",
    format: written.format ?? "number",
  } as const;
  switch (kind) {
    case "text":
      return { ...head, kind };
    case "number":
      return {
        ...head,
        kind,
        ...measured,
        dated,
        range: read.range(written.range ?? [0, 0], measured.format, [...steps, "range"]),
        ...(written.usual === undefined ? {} : { usual: written.usual }),
      };
    case "level":
      return { ...head, kind, dated, levels: written.levels ?? [] };
    case "calculated":
      return {
        ...head,
        kind,
        ...measured,
        formula: read.formula(written.formula ?? "=0", written.constants, [...steps, "formula"]),
      };
    case "linked": {
      const [table = "", measure = ""] = (written.from ?? "").split(".");
      return { ...head, kind, table, measure };
    }
    default:
      return kind satisfies never;
  }
}

type FieldName = keyof WrittenColumn & string;
const measuredFields = ["unit", "shown-as", "format"] as const;
const fieldsOf: { readonly [K in WrittenColumn["kind"]]: { needs: readonly FieldName[]; may: readonly FieldName[] } } =
  {
    text: { needs: [], may: [] },
    number: { needs: [...measuredFields, "range"], may: ["dated", "usual"] },
    level: { needs: ["levels"], may: ["dated"] },
    calculated: { needs: [...measuredFields, "formula"], may: ["constants"] },
    linked: { needs: ["from"], may: [] },
  };

/** A field that this kind of column lacks, or does not have. */
function checkFields(written: WrittenColumn, steps: Steps, read: TableReading): void {
  const { needs, may } = fieldsOf[written.kind];
  for (const field of needs)
    if (written[field] === undefined) read.found(error("missing-field", read.place(...steps, "id"), { field }));
  const known = ["id", "name", "kind", ...needs, ...may];
  for (const field of Object.keys(written)) {
    if (known.includes(field) || written[field as FieldName] === undefined) continue;
    read.found(
      error("unknown-field", read.place(...steps, field), { field, suggestion: closest(field, [...needs, ...may]) }),
    );
  }
}
