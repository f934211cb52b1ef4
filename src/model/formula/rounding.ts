/**
 * ROUND and INT as Excel and LibreOffice do them, of the decimal number that is meant: what binary arithmetic holds a digit or two too
 * low (1.005 · 100 is 100.49999999999999) counts as whole or half. `evaluate`, the engine and the kernel all compute by these steps.
 */

/** A share of a number that is its last digit or two. */
export const lastDigits = 2 ** -50;
/** Greater numbers are taken as they are: there the last digits are more than a fraction. */
export const exactFrom = 2 ** 47;
/** From here on floats have no places after the point. */
export const wholeFrom = 2 ** 52;

/** The greatest whole number that is not above it. */
export function wholePart(value: number): number {
  const size = Math.abs(value);
  return Math.floor(size < exactFrom ? value + size * lastDigits : value);
}

/** The power of ten to multiply or divide by, so that no inexact reciprocal is ever used; undefined beyond all floats. */
export function scaleOf(places: number): number | undefined {
  const power = Number(`1e${Math.abs(Math.trunc(places))}`);
  return Number.isFinite(power) ? power : undefined;
}

/** Half away from 0, to so many places after the decimal point, before it if negative; a fraction of a place is cut off. */
export function roundToPlaces(value: number, places: number): number {
  const scale = scaleOf(places);
  if (scale === undefined) return places > 0 ? value : 0;
  const size = Math.abs(value);
  const scaled = places < 0 ? size / scale : size * scale;
  if (!(scaled < wholeFrom)) return value;
  const whole = Math.floor((scaled < exactFrom ? scaled + scaled * lastDigits : scaled) + 0.5);
  const rounded = places < 0 ? whole * scale : whole / scale;
  return value < 0 ? -rounded : rounded;
}
