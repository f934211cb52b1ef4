/** Money in whole cents, as big integers: sums that are exact, and the same in any order. */
import { toCents } from "../../review/realization.ts";

/** Half a cent away from zero. */
export const centsOf = (amount: number): bigint => BigInt(Math.round((toCents(amount) ?? 0) * 100));

export const amountOf = (cents: bigint): number => Number(cents) / 100;

/** Null only where there is nothing to add. */
export function sumExactly(amounts: readonly (number | null)[]): number | null {
  const given = amounts.filter(each => each !== null);
  return given.length === 0 ? null : amountOf(given.reduce((sum, each) => sum + centsOf(each), 0n));
}

/**
 * Parts in whole cents that add up to the whole in whole cents: each rounded down, and the cents that are left to those that lost most
 * (the first of equals). Throws where the parts are not those of the whole.
 */
export function apportioned(whole: number, parts: readonly number[]): number[] {
  const total = centsOf(whole);
  const cents = parts.map(part => Math.floor(part * 100));
  const left = Number(total - cents.reduce((sum, each) => sum + BigInt(each), 0n));
  const most = parts
    .map((part, index) => ({ index, lost: part * 100 - Math.floor(part * 100) }))
    .toSorted((a, b) => b.lost - a.lost || a.index - b.index);
  if (left < -1 || left > parts.length + 1) throw new Error(`parts that are ${left} cents off their whole`);
  const given = new Map<number, number>();
  for (let n = 0; n < Math.abs(left) && parts.length > 0; n += 1) {
    const index = most[left < 0 ? parts.length - 1 - n : n % parts.length]?.index ?? 0;
    given.set(index, (given.get(index) ?? 0) + Math.sign(left));
  }
  return cents.map((each, index) => (each + (given.get(index) ?? 0)) / 100);
}
