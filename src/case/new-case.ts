/** The text of a new `case.yaml`: commented, with everything the customer must supply left open and marked. Pure. */
import type { Column, Driver, Indicator, Model, Table } from "../model/model.ts";
import { formatNumber, formatPercent } from "../text/format.ts";
import { inLocale, type Locale, type Text } from "../text/locale.ts";
import { say } from "../text/say.ts";
import { withCurrency } from "./check-case.ts";
import type { IndicatorTerms } from "./case.ts";
import { allReadersOfDrivers, tablesOf } from "./readers-of-drivers.ts";

export interface NewCase {
  readonly model: Model;
  /** What `model:` says: after-sales@1, or a path from the case folder. */
  readonly modelReference: string;
  readonly customer: string;
  readonly currency: string;
  readonly indicators: readonly string[];
  /** ISO dates. */
  readonly build: string;
  readonly goLive: string;
  readonly locale: Locale;
}

export function newCase(wanted: NewCase): string {
  const { model, locale, currency } = wanted;
  const fill = say(locale, "init.fill");
  const chosen = model.indicators.filter(({ id }) => wanted.indicators.includes(id));
  const text = (value: Text) => inLocale(value, locale);
  const indicators = chosen.flatMap(indicator => indicatorLines(indicator, locale, currency, fill));
  const drivers = driversOf(model, chosen).flatMap(driver => driverLines(driver, locale, currency, fill));
  const line = (id: string, name: string, field: string) =>
    `  - { id: ${id}, name: ${quote(name)}, ${field}:  }   # ← ${fill} (${currency})`;
  return `${[
    `# ${say(locale, "init.head", { customer: wanted.customer.replaceAll(/\s+/g, " "), fill })}`,
    `model: ${quote(wanted.modelReference)}`,
    "",
    `# ${say(locale, "init.customer")}`,
    "customer:",
    `  id: ${idOf(wanted.customer)}`,
    `  name: ${quote(wanted.customer)}`,
    `  currency: ${currency}`,
    `  industry:   # ← ${say(locale, "init.industry")}`,
    "",
    "prepared:",
    `  by:   # ← ${fill}`,
    `  on:   # ← ${fill} (2026-01-31)`,
    "",
    `# ${say(locale, "init.calendar")}`,
    "calendar:",
    `  build: ${wanted.build}       # ← ${say(locale, "init.check")}`,
    `  go-live: ${wanted.goLive}     # ← ${say(locale, "init.check")}`,
    "  horizon: 3 years",
    "  period: quarter",
    "",
    `# ${say(locale, "init.finance")}`,
    "finance:",
    `  discount-rate:   # ← ${fill} (8%)`,
    "  convention: nominal",
    "",
    `# ${say(locale, "init.indicators")}`,
    "indicators:",
    ...indicators,
    "",
    `# ${say(locale, "init.drivers")}`,
    "drivers:",
    ...drivers,
    "",
    ...tableLines(model, chosen, locale, currency),
    `# ${say(locale, "init.ramp")}`,
    "ramp: [8%, 25%, 45%, 65%, 85%, 100%]",
    "",
    `# ${say(locale, "init.investment")}`,
    "investment:",
    line("licence", say(locale, "init.licence"), "initial"),
    line("subscription", say(locale, "init.subscription"), "yearly"),
    line("internal-labour", say(locale, "init.internal"), "yearly"),
    "",
    `# ${say(locale, "init.scenarios")}`,
    ...scenarioExample,
    "",
    `# ${say(locale, "init.uncertainty")}`,
    ...uncertaintyExample(chosen),
    "",
    `# ${say(locale, "init.gain-share")}`,
    ...gainShareExample,
    "",
    `# ${say(locale, "init.actions")}`,
    ...actionsExample(chosen),
    "",
    `# ${say(locale, "init.people")}`,
    "people:",
    "  customer:",
    "    steering-committee: []",
    "    implementation-group: []",
    "    monitoring-group: []",
    "    improvement-group: []",
    "",
    `# ${text(model.name)} · ${model.id}@${model.version}`,
  ].join("\n")}\n`;
}

function indicatorLines(indicator: Indicator, locale: Locale, currency: string, fill: string): string[] {
  const { id, typical, attribution, confidence } = indicator;
  const show = (value: number) =>
    indicator.format === "percent" ? formatPercent(value, locale) : formatNumber(value, locale);
  const { by, low, likely, high } = typical.improvement;
  const size = (value: number) => (by === "relative" ? formatPercent(value, locale) : show(value));
  const estimate =
    typical.baseline.sources.length === 0
      ? ` ${say(locale, "typical.estimate")}`
      : ` (${typical.baseline.sources.join(", ")})`;
  const typicalText = say(locale, "init.typical", {
    baseline: `${show(typical.baseline.low)}–${show(typical.baseline.high)}${estimate}`,
    improvement: `${size(low)} / ${size(likely)} / ${size(high)}`,
  });
  const about = indicator.hasLevels ? [inLocale(withCurrency(indicator.shownAs, currency), locale), typicalText] : [];
  return [
    `  # ${[inLocale(indicator.name, locale), ...about].join(" · ")}`,
    `  ${id}:`,
    ...(indicator.hasLevels ? [`    baseline:   # ← ${fill}`, `    target:     # ← ${fill}`] : []),
    ...(indicator.monetization.length === 0
      ? []
      : [
          `    attribution: ${formatPercent(attribution.share, "en")}`,
          `    confidence: ${formatPercent(confidence.share, "en")}`,
        ]),
  ];
}

function driverLines(driver: Driver, locale: Locale, currency: string, fill: string): string[] {
  const unit = inLocale(withCurrency(driver.shownAs, currency), locale);
  return [
    `  # ${inLocale(driver.name, locale)} (${unit}) · ${say(locale, "init.usual-source", { source: driver.typicalSource })}`,
    `  ${driver.id}: { value: , source: , owner: , as-of:  }   # ← ${fill}`,
  ];
}

/** The tables that the chosen indicators need, empty, each with what its columns take and a row to copy. */
function tableLines(model: Model, chosen: readonly Indicator[], locale: Locale, currency: string): string[] {
  const needed = tablesOf({ indicators: chosen.map(openTerms), tables: new Map() }, model);
  const tables = model.tables.filter(({ id }) => needed.has(id));
  if (tables.length === 0) return [];
  return [`# ${say(locale, "init.tables")}`, "tables:", ...tables.flatMap(each => ofTable(each, locale, currency)), ""];
}

function ofTable(table: Table, locale: Locale, currency: string): string[] {
  const text = (value: Text) => inLocale(value, locale).replaceAll(/\s+/g, " ");
  const given = table.columns.filter(({ kind }) => kind !== "calculated" && kind !== "linked");
  const takes = (column: Column): string => {
    if (column.kind === "number") {
      const show = (value: number) =>
        column.format === "percent" ? formatPercent(value, locale) : formatNumber(value, locale);
      const usual = column.usual === undefined ? "" : ` (${say(locale, "init.usual", { value: show(column.usual) })})`;
      return `${text(withCurrency(column.shownAs, currency))}, ${show(column.range.min)} – ${show(column.range.max)}${usual}`;
    }
    if (column.kind !== "level") return say(locale, "init.text");
    return column.levels.map(({ id, name }) => `${id} = ${text(name)}`).join(" | ");
  };
  const about = given.map(column => {
    const dated = "dated" in column && column.dated ? ` · ${say(locale, "init.dated")}` : "";
    return `  #   ${column.id}: ${text(column.name)} · ${takes(column)}${dated}`;
  });
  const example = given.map(column => {
    if (column.kind === "text") return `${column.id}: …`;
    const value =
      column.kind === "level"
        ? quote(column.levels[0]?.id ?? "")
        : String(column.kind === "number" ? (column.usual ?? column.range.min) : 0);
    return "dated" in column && column.dated ? `${column.id}: { 2026-01-31: ${value} }` : `${column.id}: ${value}`;
  });
  return [
    `  # ${text(table.name)} · ${text(table.about)}`,
    ...about,
    `  ${table.id}: { source: , owner: , as-of: , rows: [] }   # ← ${say(locale, "init.fill")}`,
    `  #   rows:`,
    `  #     - { ${example.join(", ")} }`,
  ];
}

/** Commented out: the usual scenarios as they would be written. */
const scenarioExample: readonly string[] = [
  "# scenarios:",
  "#   conservative: { improvement: 75%, confidence: 90%, cost: 110%, delay: 3 months, because:  }",
  "#   ambitious: { improvement: 115%, because:  }",
];

/** Commented out: nothing is shared unless the parties say so. */
const gainShareExample: readonly string[] = [
  "# gain-share:",
  "#   base: net",
  "#   share: 20%",
  "#   threshold: 80%",
  "#   counts: from-first-unit",
  "#   withhold: 10%",
  "#   cap: 500000",
];

/** Commented out: nothing is agreed yet. */
const actionsExample = ([first]: readonly Indicator[]): readonly string[] => [
  "# actions:",
  `#   - { ${first ? `indicator: ${first.id}, ` : ""}what: …, owner: …, due: 2026-08-31 }`,
];

/** Commented out: to be taken over where more is known than the model says. */
function uncertaintyExample(chosen: readonly Indicator[]): string[] {
  const [first, second] = chosen.filter(({ hasLevels }) => hasLevels);
  const lines = [
    "uncertainty:",
    "  seed: 1",
    "  hurdle-roi: 50%",
    "  inputs:",
    ...(first
      ? [`    ${first.id}.attribution: { pert: ${aroundShare(first.attribution.share)}, because: , source:  }`]
      : []),
    "    investment.internal-labour: { discrete: [[100%, 70%], [120%, 30%]] }",
    "    investment.licence: fixed",
    ...(first && second
      ? ["  correlations:", `    - { between: [${first.id}.target, ${second.id}.target], rank: 0.5 }`]
      : []),
  ];
  return lines.map(line => `# ${line}`);
}

/** Ten points below to ten points above; the plan itself is the likely value. */
const aroundShare = (share: number): string =>
  `[${[Math.max(0, share - 0.1), Math.min(1, share + 0.1)].map(end => formatPercent(end, "en")).join(", ")}]`;

function driversOf(model: Model, chosen: readonly Indicator[]): Driver[] {
  const read = allReadersOfDrivers({ indicators: chosen.map(openTerms), tables: new Map() }, model);
  return model.drivers.filter(({ id }) => read.has(id));
}

const openTerms = ({ id, place }: Indicator): IndicatorTerms => ({
  id,
  chosen: true,
  baseline: null,
  target: null,
  attribution: 1,
  confidence: 1,
  place,
});

/** A string that YAML reads back as this very string. */
const quote = (text: string): string => JSON.stringify(text);

/** jianglan-heavy from “Jianglan Heavy”; customer where nothing of the name is left, or YAML would read no text. */
function idOf(name: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return /^[a-z]/.test(id) && !["null", "true", "false"].includes(id) ? id : "customer";
}
