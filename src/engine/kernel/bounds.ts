/**
 * Between what bounds a number lies, so that the kernel need not look for overflow, division by zero or cancellation where they cannot
 * happen. Rounding is monotone, so bounds computed in floats hold for values computed in floats. A bound that is
 * infinite or NaN means that the value may be.
 */
export interface Bounds {
  readonly low: number;
  readonly high: number;
  /** No value but 0 itself is nearer to 0 than this; 0 if nothing is known. */
  readonly tiny: number;
}

export const anyNumber: Bounds = { low: -Number.MAX_VALUE, high: Number.MAX_VALUE, tiny: 0 };
/** A difference smaller than this share of its left operand counts as 0 (HyperFormula's precisionEpsilon). */
export const snapShare = 1e-13;

export const exactly = (value: number): Bounds => ({
  low: value,
  high: value,
  tiny: value === 0 ? Number.POSITIVE_INFINITY : Math.abs(value),
});

export const mayBeZero = ({ low, high }: Bounds): boolean => low <= 0 && high >= 0;
export const mayOverflow = ({ low, high }: Bounds): boolean => !(Number.isFinite(low) && Number.isFinite(high));

/** What is beyond the largest float was found to be an error, so the number is within. */
export const withinFloats = ({ low, high, tiny }: Bounds): Bounds => ({
  low: low >= -Number.MAX_VALUE ? low : -Number.MAX_VALUE,
  high: high <= Number.MAX_VALUE ? high : Number.MAX_VALUE,
  tiny: tiny > 0 ? tiny : 0,
});

export const either = (a: Bounds, b: Bounds): Bounds => ({
  low: Math.min(a.low, b.low),
  high: Math.max(a.high, b.high),
  tiny: Math.min(a.tiny, b.tiny),
});

export const negated = ({ low, high, tiny }: Bounds): Bounds => ({ low: -high, high: -low, tiny });

const sameSign = (a: Bounds, b: Bounds): boolean => (a.low >= 0 && b.low >= 0) || (a.high <= 0 && b.high <= 0);
/** Whether a sum can come out smaller than its left operand. */
export const mayCancel = (a: Bounds, b: Bounds): boolean => !sameSign(a, b);

export function sumBounds(a: Bounds, b: Bounds, snapped: boolean): Bounds {
  const tiny = sameSign(a, b) ? Math.min(a.tiny, b.tiny) : snapped ? Math.min(a.tiny * snapShare, b.tiny) : 0;
  return { low: a.low + b.low, high: a.high + b.high, tiny };
}

export function productBounds(a: Bounds, b: Bounds): Bounds {
  const [ll, lh, hl, hh] = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  const tiny = a.tiny * b.tiny;
  return { low: Math.min(ll, lh, hl, hh), high: Math.max(ll, lh, hl, hh), tiny: Number.isNaN(tiny) ? 0 : tiny };
}

/** Of a quotient whose divisor is not 0. */
export function quotientBounds(a: Bounds, b: Bounds): Bounds {
  const tiny = a.tiny / greatest(b) || 0;
  if (!mayBeZero(b)) {
    const corners = [a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high];
    return { low: Math.min(...corners), high: Math.max(...corners), tiny };
  }
  const most = greatest(a) === 0 ? 0 : greatest(a) / b.tiny;
  return { low: a.low >= 0 && b.low >= 0 ? 0 : -most, high: most, tiny };
}

const greatest = ({ low, high }: Bounds): number => Math.max(Math.abs(low), Math.abs(high));

export function absoluteBounds(of: Bounds): Bounds {
  const { low, high, tiny } = of;
  const least = mayBeZero(of) ? 0 : Math.min(Math.abs(low), Math.abs(high));
  return { low: least, high: Math.max(Math.abs(low), Math.abs(high)), tiny };
}

/** Of a rising or falling function, computed with some slack for its rounding. */
export function monotoneBounds(of: Bounds, value: (x: number) => number): Bounds {
  const ends = [value(of.low), value(of.high)].sort((x, y) => x - y);
  const [first = 0, last = 0] = ends;
  const slack = 1e-9;
  const bounds = { low: first - Math.abs(first) * slack, high: last + Math.abs(last) * slack };
  return { ...bounds, tiny: bounds.low > 0 ? bounds.low : 0 };
}
