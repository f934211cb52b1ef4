/**
 * Ranks of a column by radix sort: six passes of 11 bits over the doubles' own bits, made to rise with the number. Some ten times as
 * fast as sorting indices with a comparison.
 */

const DIGIT = 2048;
const one = new Float64Array(1).fill(1);
const LOW_FIRST = new Uint32Array(one.buffer)[0] === 0;

/** Rank of each value, from 0; equal values share their mean rank. Infinities are in order; no NaN. */
export function rankValues(values: Float64Array): Float64Array {
  const order = sortedOrder(values);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    const value = values[order[from] ?? 0];
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === value) to++;
    for (let i = from; i < to; i++) ranks[order[i] ?? 0] = (from + to - 1) / 2;
    from = to;
  }
  return ranks;
}

/** The places of the values from the least to the greatest. */
export function sortedOrder(values: Float64Array): Uint32Array {
  const { low, high } = risingWords(values);
  const digits = new Uint16Array(values.length);
  let order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  let next = new Uint32Array(order.length);
  for (let pass = 0; pass < 6; pass++) {
    fillDigits(low, high, pass, digits);
    scatter(order, digits, next);
    [order, next] = [next, order];
  }
  return order;
}

/** Moves the places into the order of their digits, those of equal digits staying in the order they had. */
function scatter(order: Uint32Array, digits: Uint16Array, into: Uint32Array): void {
  const starts = new Uint32Array(DIGIT + 1);
  for (let i = 0; i < digits.length; i++) {
    const after = (digits[i] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let d = 1; d < DIGIT; d++) starts[d] = (starts[d] ?? 0) + (starts[d - 1] ?? 0);
  for (let i = 0; i < order.length; i++) {
    const place = order[i] ?? 0;
    const d = digits[place] ?? 0;
    const at = starts[d] ?? 0;
    into[at] = place;
    starts[d] = at + 1;
  }
}

/** Digit `pass` of each value, the least first; the last one has but nine bits. */
function fillDigits(low: Uint32Array, high: Uint32Array, pass: number, into: Uint16Array): void {
  const mask = DIGIT - 1;
  if (pass === 2)
    for (let i = 0; i < into.length; i++) into[i] = (((low[i] ?? 0) >>> 22) | ((high[i] ?? 0) << 10)) & mask;
  else {
    const words = pass < 2 ? low : high;
    const shift = [0, 11, 0, 1, 12, 23][pass] ?? 0;
    for (let i = 0; i < into.length; i++) into[i] = ((words[i] ?? 0) >>> shift) & mask;
  }
}

/** The two words of each double, changed so that they rise as unsigned numbers where the double rises. */
function risingWords(values: Float64Array): { low: Uint32Array; high: Uint32Array } {
  const words = new Uint32Array(values.slice().buffer);
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const lower = words[2 * i + (LOW_FIRST ? 0 : 1)] ?? 0;
    const upper = words[2 * i + (LOW_FIRST ? 1 : 0)] ?? 0;
    // −0 keeps a rank of its own in the order; rankValues lets equal values share theirs.
    const flip = upper >> 31;
    low[i] = lower ^ flip;
    high[i] = upper ^ (flip | 0x80000000);
  }
  return { low, high };
}
