/** What a scenario changes, in words. */
import type { ScenarioResult } from "../engine/result.ts";
import { driverText } from "./formula-text.ts";
import type { Phrasing } from "./phrasing.ts";
import { otherScenario } from "./shown-scenario.ts";

/** Every change, in a row; that there is none. */
export function changesText(phrasing: Phrasing, { changes }: ScenarioResult): string {
  const { say } = phrasing;
  const { improvement, attribution, confidence, cost, delayMonths, values, factors } = changes;
  const percent = (share: number) => phrasing.percent(share);
  const texts = [
    ...(improvement === 1 ? [] : [say("report.scenarios.improvement", { share: percent(improvement) })]),
    ...(attribution === 1 ? [] : [say("report.scenarios.attribution", { factor: percent(attribution) })]),
    ...(confidence === 1 ? [] : [say("report.scenarios.confidence", { factor: percent(confidence) })]),
    ...(cost === 1 ? [] : [say("report.scenarios.cost", { change: signedPercent(phrasing, cost - 1) })]),
    ...(delayMonths === 0 ? [] : [delayText(phrasing, delayMonths)]),
    ...Object.entries(values).map(([id, value]) => valueText(phrasing, id, value)),
    ...Object.entries(factors).map(([id, factor]) =>
      say("report.scenarios.factor", { name: nameOf(phrasing, id), factor: percent(factor) }),
    ),
  ];
  return texts.length === 0 ? say("report.scenarios.unchanged") : texts.join(say("report.list.semicolon"));
}

/** That the figures are of another scenario, and what it changes; null for the case as entered. */
export function otherScenarioText(phrasing: Phrasing): string | null {
  const scenario = otherScenario(phrasing);
  if (!scenario) return null;
  const name = phrasing.text(scenario.name);
  return phrasing.say("report.scenarios.figures-of", { scenario: name, changes: changesText(phrasing, scenario) });
}

function signedPercent(phrasing: Phrasing, share: number): string {
  const text = phrasing.percent(Number(share.toFixed(6)));
  return share > 0 ? `+${text}` : text;
}

function delayText({ say, quantity }: Phrasing, months: number): string {
  return months === 1
    ? say("report.scenarios.delay-one")
    : say("report.scenarios.delay", { months: quantity(months, "number") });
}

/** A new value, and the one it stands in place of. */
function valueText(phrasing: Phrasing, id: string, value: number): string {
  const { say } = phrasing;
  const name = nameOf(phrasing, id);
  const { style, planned } = ofInput(phrasing, id);
  const text = phrasing.quantity(value, style);
  return planned === null
    ? say("report.scenarios.value", { name, value: text })
    : say("report.scenarios.value-instead", { name, value: text, planned });
}

function nameOf(phrasing: Phrasing, id: string): string {
  const { model, kase, say } = phrasing;
  if (model.drivers.some(driver => driver.id === id)) return phrasing.driverName(id);
  if (id === "finance.discount-rate") return say("inputs.discount-rate");
  const line = kase.investment.find(each => id === `investment.${each.id}`);
  if (line) return phrasing.text(line.name);
  const [indicator = "", term] = id.split(".");
  if (term !== "target" && term !== "attribution" && term !== "confidence") return id;
  return `${phrasing.indicatorName(indicator)} · ${say(`agreement.${term}`)}`;
}

/** How an input's values are written, and its value in the case. */
function ofInput(phrasing: Phrasing, id: string): { style: "percent" | "number" | "money"; planned: string | null } {
  const { model, kase } = phrasing;
  const driver = model.drivers.find(each => each.id === id);
  if (driver) return { style: driver.format, planned: driverText(phrasing, id) };
  const inStyle = (style: "percent" | "number" | "money", planned: number | null | undefined) => ({
    style,
    planned: planned === null || planned === undefined ? null : phrasing.quantity(planned, style),
  });
  if (id === "finance.discount-rate") return inStyle("percent", kase.finance.discountRateYearly);
  const [indicator = "", term] = id.split(".");
  const terms = kase.indicators.find(each => each.id === indicator);
  if (term === "attribution" || term === "confidence") return inStyle("percent", terms?.[term]);
  return inStyle(phrasing.indicator(indicator)?.format ?? "number", terms?.target);
}
