/** What a part of the benchmark hands over, and how it is printed: measures, each with its goal, and tables. */

export interface Measure {
  readonly what: string;
  readonly value: number;
  /** ms, µs, ×, /s, %. */
  readonly unit: string;
  /** Most it should be, or least where higher is better; absent where it is for information. */
  readonly goal?: { readonly most: number } | { readonly least: number };
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** What was run, and on what. */
  readonly about: string;
  readonly measures: readonly Measure[];
  readonly table?: Table;
  /** What was left out, and why; what to know when reading. */
  readonly notes?: readonly string[];
}

export const isMet = ({ value, goal }: Measure): boolean | undefined =>
  goal && ("most" in goal ? value <= goal.most : value >= goal.least);

export function sectionAsMarkdown({ title, about, measures, table, notes = [] }: Section): string {
  const measured: Table = {
    columns: ["what", "measured", "goal", ""],
    rows: measures.map(measure => [
      measure.what,
      shown(measure.value, measure.unit),
      goalOf(measure),
      { true: "met", false: "**not met**", undefined: "" }[String(isMet(measure)) as "true"] ?? "",
    ]),
  };
  const parts = [
    `## ${title}`,
    about,
    measures.length > 0 ? tableAsMarkdown(measured) : "",
    table ? tableAsMarkdown(table) : "",
    ...notes,
  ];
  return parts.filter(part => part !== "").join("\n\n");
}

function goalOf({ goal, unit }: Measure): string {
  if (!goal) return "";
  return "most" in goal ? `≤ ${shown(goal.most, unit)}` : `≥ ${shown(goal.least, unit)}`;
}

const tableAsMarkdown = ({ columns, rows }: Table): string =>
  [columns, columns.map(() => "---"), ...rows].map(row => `| ${row.join(" | ")} |`).join("\n");

/** Three digits, thousands apart. */
export function shown(value: number, unit = ""): string {
  const text =
    Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(3)));
  return unit === "" ? text : `${text} ${unit}`;
}
