/** What the sensitivity says, in sentences that hold whatever it is: a loss, no benefit, no cost, inputs missing. */
import type { InputSensitivity, Sensitivity } from "../engine/sensitivity.ts";
import { reasonForTotal } from "./gaps.ts";
import { inputText } from "./input-text.ts";
import type { Phrasing } from "./phrasing.ts";
import type { Sentence } from "./summary-sentences.ts";

/** An input whose effect is known. */
export interface RankedInput extends InputSensitivity {
  readonly low: { readonly value: number; readonly npv: number };
  readonly high: { readonly value: number; readonly npv: number };
}

/** The inputs that move the NPV at all, the widest first. */
export function rankedInputs({ inputs }: Sensitivity): RankedInput[] {
  return computedInputs(inputs).filter(({ low, high }) => low.npv !== high.npv);
}

function computedInputs(inputs: readonly InputSensitivity[]): RankedInput[] {
  return inputs.filter((input): input is RankedInput => input.low.npv !== null && input.high.npv !== null);
}

export function leadOf(phrasing: Phrasing, [widest]: readonly RankedInput[]): string {
  const { say } = phrasing;
  if (!widest) return say("report.sensitivity.lead-none");
  return say("report.sensitivity.lead", {
    input: phrasing.text(widest.title),
    low: inputText(phrasing, widest.low.value, widest.format),
    high: inputText(phrasing, widest.high.value, widest.format),
    npvLow: phrasing.moneyShort(widest.low.npv),
    npvHigh: phrasing.moneyShort(widest.high.npv),
  });
}

export function sensitivitySentences(phrasing: Phrasing, sensitivity: Sensitivity): Sentence[] {
  const { say } = phrasing;
  return [
    { lead: say("report.sensitivity.one-by-one"), text: oneByOne(phrasing, sensitivity) },
    { lead: say("report.sensitivity.break-even"), text: breakEven(phrasing, sensitivity) },
    { lead: say("report.sensitivity.delay"), text: delay(phrasing, sensitivity) },
  ].filter(({ text }) => text !== "");
}

/** Which inputs alone turn the NPV's sign. */
function oneByOne(phrasing: Phrasing, { npv, inputs }: Sensitivity): string {
  const { say } = phrasing;
  const computed = computedInputs(inputs);
  if (npv === null || computed.length === 0) return "";
  const isGain = npv >= 0;
  const turning = computed.filter(({ low, high }) =>
    isGain ? Math.min(low.npv, high.npv) < 0 : Math.max(low.npv, high.npv) >= 0,
  );
  const count = computed.length;
  if (turning.length === 0)
    return isGain ? say("report.sensitivity.none-falls", { count }) : say("report.sensitivity.none-rises", { count });
  const names = phrasing.list(turning.slice(0, 3).map(({ title }) => `“${phrasing.text(title)}”`));
  const found = { names, count: turning.length };
  return isGain ? say("report.sensitivity.some-fall", found) : say("report.sensitivity.some-rise", found);
}

function breakEven(phrasing: Phrasing, { breakEvenRealization: share }: Sensitivity): string {
  const { say, result } = phrasing;
  const { presentValueBenefit: benefit } = result.summary;
  if (share === null)
    return benefit !== null && benefit <= 0
      ? say("report.sensitivity.no-benefit")
      : say("report.sensitivity.no-break-even", { reason: reasonForTotal(phrasing) });
  if (share <= 0) return say("report.sensitivity.no-cost");
  const shown = phrasing.percent(share, 1);
  return share <= 1
    ? say("report.sensitivity.spare", { share: shown, spare: phrasing.percent(1 - share, 1) })
    : say("report.sensitivity.short", { share: shown });
}

/** Money a month; 0 where it is no more than the dust of the arithmetic, null where it is not known. */
export function costOfDelay({ costOfDelayPerMonth: cost, npv }: Sensitivity): number | null {
  return cost !== null && Math.abs(cost) <= 1e-9 * Math.max(1, Math.abs(npv ?? 0)) ? 0 : cost;
}

function delay(phrasing: Phrasing, sensitivity: Sensitivity): string {
  const cost = costOfDelay(sensitivity);
  const { say } = phrasing;
  if (cost === null) return say("report.sensitivity.no-delay", { reason: reasonForTotal(phrasing) });
  if (cost === 0) return say("report.sensitivity.delay-none");
  const amount = phrasing.moneyShort(Number(Math.abs(cost).toPrecision(3)));
  return cost > 0
    ? say("report.sensitivity.delay-costs", { amount })
    : say("report.sensitivity.delay-gains", { amount });
}
