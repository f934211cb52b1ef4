/**
 * The value of each input at which a result is 0, for all inputs at once: regula falsi (the Illinois way), every third step a halving, so
 * that jumps and bends are closed in on as well. What is linear is found at the first step.
 */

/** Where the result has one sign at `low` and the other at `high`. */
interface Bracket {
  low: number;
  high: number;
  atLow: number;
  atHigh: number;
  /** The end that the last step moved. */
  moved?: "low" | "high";
  found?: number;
}

export interface Sought {
  /** Between these the value is looked for. */
  readonly low: number;
  readonly high: number;
}

export interface Point {
  /** Which input is changed. */
  readonly index: number;
  readonly value: number;
}

/** Halvings every third step: enough to bring any bracket down to neighbouring floats. */
const mostSteps = 180;
/** A result this small beside those at the ends is 0, and so is a bracket this narrow beside its own values. */
const closeEnough = 1e-13;

/** `resultsAt` gives the result for each point, NaN where there is none. Null where no value brings it to 0 within the bounds. */
export function breakEvens(
  sought: readonly Sought[],
  resultsAt: (points: readonly Point[]) => ArrayLike<number>,
): (number | null)[] {
  const ends = resultsAt(
    sought.flatMap(({ low, high }, index) => [
      { index, value: low },
      { index, value: high },
    ]),
  );
  const brackets = sought.map(({ low, high }, index) => bracketOf(low, high, ends[2 * index], ends[2 * index + 1]));
  for (let step = 1; step <= mostSteps; step += 1) {
    const open = brackets.flatMap((bracket, index) =>
      bracket && bracket.found === undefined ? [{ bracket, index, value: nextValue(bracket, step) }] : [],
    );
    if (open.length === 0) break;
    const results = resultsAt(open);
    open.forEach(({ bracket, index, value }, place) => {
      const result = results[place] ?? Number.NaN;
      if (Number.isNaN(result)) brackets[index] = undefined;
      else narrow(bracket, value, result);
    });
  }
  return brackets.map(bracket => (bracket ? (bracket.found ?? (bracket.low + bracket.high) / 2) : null));
}

function bracketOf(low: number, high: number, atLow = Number.NaN, atHigh = Number.NaN): Bracket | undefined {
  if (atLow === 0 || atHigh === 0) return { low, high, atLow, atHigh, found: atLow === 0 ? low : high };
  return atLow > 0 === atHigh > 0 || Number.isNaN(atLow + atHigh) ? undefined : { low, high, atLow, atHigh };
}

function nextValue({ low, high, atLow, atHigh }: Bracket, step: number): number {
  const middle = low + (high - low) / 2;
  if (step % 3 === 0) return middle;
  const crossing = low - (atLow * (high - low)) / (atHigh - atLow);
  return crossing > low && crossing < high ? crossing : middle;
}

/** The end whose sign the result has moves to the value; an end that stays twice counts half, so that it moves too. */
function narrow(bracket: Bracket, value: number, result: number): void {
  const { low, high, atLow, atHigh, moved } = bracket;
  const end = result > 0 === atLow > 0 ? "low" : "high";
  if (Math.abs(result) <= closeEnough * Math.max(Math.abs(atLow), Math.abs(atHigh))) bracket.found = value;
  if (end === "low") {
    bracket.low = value;
    bracket.atLow = result;
    if (moved === "low") bracket.atHigh = atHigh / 2;
  } else {
    bracket.high = value;
    bracket.atHigh = result;
    if (moved === "high") bracket.atLow = atLow / 2;
  }
  bracket.moved = end;
  const isNarrow = high - low <= closeEnough * Math.max(Math.abs(low), Math.abs(high));
  if (isNarrow) bracket.found ??= value;
}
