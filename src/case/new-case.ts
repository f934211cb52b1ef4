/** The text of a new `case.yaml`: commented, with everything the customer must supply left open and marked. Pure. */
import type { Driver, Indicator, Model } from "../model/model.ts";
import { formatNumber, formatPercent } from "../text/format.ts";
import { inLocale, type Locale, type Text } from "../text/locale.ts";
import { say } from "../text/say.ts";
import { withCurrency } from "./check-case.ts";
import { readersOfDrivers } from "./readers-of-drivers.ts";

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
    `    attribution: ${formatPercent(attribution.share, "en")}`,
    `    confidence: ${formatPercent(confidence.share, "en")}`,
  ];
}

function driverLines(driver: Driver, locale: Locale, currency: string, fill: string): string[] {
  const unit = inLocale(withCurrency(driver.shownAs, currency), locale);
  return [
    `  # ${inLocale(driver.name, locale)} (${unit}) · ${say(locale, "init.usual-source", { source: driver.typicalSource })}`,
    `  ${driver.id}: { value: , source: , owner: , as-of:  }   # ← ${fill}`,
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
  const terms = chosen.map(({ id, place }) => ({
    id,
    chosen: true,
    baseline: null,
    target: null,
    attribution: 1,
    confidence: 1,
    place,
  }));
  const read = readersOfDrivers({ indicators: terms }, model);
  return model.drivers.filter(({ id }) => read.has(id));
}

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
