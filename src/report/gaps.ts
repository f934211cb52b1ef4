/** What is missing, in the reader's words: a figure that cannot be given says why. */
import type { Gap } from "../engine/result.ts";
import type { Phrasing } from "./phrasing.ts";

/** Why an indicator has no figure. */
export function reasonFor(phrasing: Phrasing, indicator: string): string {
  return reasons(
    phrasing,
    phrasing.result.gaps.filter(gap => gap.indicators.includes(indicator)),
  );
}

/** Why a total has no figure, or is not complete; the first reasons, the others counted. */
export function reasonForTotal(phrasing: Phrasing, named = 1): string {
  return reasons(phrasing, gapsOfTotals(phrasing), named);
}

/** The gaps that matter to what is counted: those of chosen indicators, and those of every headline. */
export function gapsOfTotals(phrasing: Phrasing): Gap[] {
  const { gaps, indicators } = phrasing.result;
  return gaps.filter(
    gap => gap.indicators.length === 0 || gap.indicators.some(id => indicators.some(each => each.id === id)),
  );
}

/** What is missing or failed, as one sentence without its full stop. */
export function gapText(phrasing: Phrasing, gap: Gap): string {
  const input = inputName(phrasing, gap.input);
  return gap.reason === "missing"
    ? phrasing.say("report.gap.missing", { input })
    : phrasing.say("report.gap.failed", { input, error: gap.error ?? "?" });
}

/** The same as an item of a list. */
export function gapItem(phrasing: Phrasing, gap: Gap): string {
  const text = gapText(phrasing, gap);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The input's name as the reader knows it; what we have no name for is shown as the file calls it. */
export function inputName(phrasing: Phrasing, input: string): string {
  const { model, kase, say } = phrasing;
  if (model.drivers.some(driver => driver.id === input)) return phrasing.driverName(input);
  if (input === "finance.discount-rate") return say("report.gap.discount-rate");
  if (input === "ramp" || input.startsWith("ramp.")) return say("report.gap.ramp");
  const parts = input.split(".");
  const indicator = model.indicators.find(each => parts.includes(each.id));
  if (indicator) {
    const name = phrasing.text(indicator.name);
    if (parts.includes("baseline")) return say("report.gap.baseline", { indicator: name });
    if (parts.includes("target")) return say("report.gap.target", { indicator: name });
    return name;
  }
  const line = kase.investment.find(each => parts.includes(each.id));
  return line ? say("report.gap.investment", { line: phrasing.text(line.name) }) : input;
}

function reasons(phrasing: Phrasing, gaps: readonly Gap[], named = 3): string {
  if (gaps.length === 0) return phrasing.say("report.gap.unknown");
  const texts = gaps.slice(0, named).map(gap => gapText(phrasing, gap));
  const more = gaps.length - named;
  return [...texts, ...(more > 0 ? [phrasing.say("report.gap.more", { count: more })] : [])].join(
    phrasing.say("report.list.semicolon"),
  );
}
