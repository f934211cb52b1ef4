/** Timing in this process: a job is warmed up, V8 gets a moment to put in place what it optimised, then the median counts. */

export function timed<T>(job: () => T): [T, number] {
  const begun = performance.now();
  const result = job();
  return [result, performance.now() - begun];
}

export const least = (times: readonly number[]): number => Math.min(...times);
export const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

export const pause = () => new Promise(resolve => setTimeout(resolve, 300));

/** Milliseconds of each of `rounds` runs, after `warm` that do not count. */
export async function timesOf(job: () => unknown, rounds: number, warm = 3): Promise<number[]> {
  for (let round = 0; round < warm; round += 1) await job();
  await pause();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await job();
    times.push(performance.now() - begun);
  }
  return times;
}
