/** By what a reader tells which measurements a review stands on: the first 80 bits of their SHA-256. */
import { canonicalJson } from "../agreement/canonical.ts";
import { fingerprintOf, hashOf } from "../agreement/hash.ts";
import type { Measurement } from "./actuals.ts";

/** Where they stand in their file does not matter. */
export const dataFingerprint = (measured: readonly Measurement[]): string =>
  fingerprintOf(hashOf(canonicalJson(measured.map(({ place: _, ...rest }) => rest))));
