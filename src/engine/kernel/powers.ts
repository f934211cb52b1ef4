/** The scalar mathematics of constants: what the kernel's own routines compute, done once beforehand. */

/** A rate of return by Newton's method as HyperFormula does it; undefined for #NUM!. */
export function rateOfReturn(flows: readonly number[], guess: number): number | undefined {
  if (!flows.some(flow => flow > 0) || !flows.some(flow => flow < 0)) return undefined;
  let rate = guess;
  for (let round = 0; round < 50; round++) {
    const growth = 1 + rate;
    const last = growth ** (flows.length - 1);
    if (!Number.isFinite(last) || last === 0) return undefined;
    let value = 0;
    let slope = 0;
    flows.forEach((flow, index) => {
      const factor = growth ** index;
      value += flow / factor;
      if (index > 0) slope -= (index * flow) / (factor * growth);
    });
    if (Math.abs(value) < 1e-10) return rate;
    if (Math.abs(slope) < 1e-10) return undefined;
    const newton = rate - value / slope;
    if (!Number.isFinite(newton)) return undefined;
    const next = newton <= -1 ? (rate - 1) / 2 : newton;
    if (Math.abs(next - rate) < 1e-10) return next;
    rate = next;
  }
  return undefined;
}

/** The middle value, or the mean of the two; undefined of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [before, middle] = [sorted[half - 1], sorted[half]];
  if (middle === undefined) return undefined;
  return sorted.length % 2 === 1 || before === undefined ? middle : (before + middle) / 2;
}
