/** How the block `gain-share` of `case.yaml` is written, and how the same terms stand in an agreement. */
import { z } from "zod";
import { writtenAs } from "../model/json-form.ts";
import { isoDate, numeric, oneOf } from "../model/fields.ts";
import { gainShareBases, gainShareCounts } from "./gain-share.ts";

const terms = z.strictObject({
  from: isoDate.optional(),
  base: oneOf(gainShareBases).optional(),
  share: numeric.optional(),
  tiers: z
    .array(z.strictObject({ above: numeric, share: numeric }))
    .min(1)
    .optional(),
  threshold: numeric.optional(),
  counts: oneOf(gainShareCounts).optional(),
  withhold: numeric.optional(),
  cap: numeric.optional(),
  losses: numeric.optional(),
  "fee-at-risk": numeric.optional(),
});

/** A list of terms; a single map is a list of one. */
export const gainShareSchema = writtenAs(
  z.preprocess(value => (Array.isArray(value) ? value : [value]), z.array(terms).min(1)),
  { form: list => ({ anyOf: [list, list.items] }) },
);

export type WrittenGainShare = z.output<typeof gainShareSchema>[number];

/** What holds where a field is not written; `from` is go-live then. */
export const gainShareDefaults = {
  base: "net",
  threshold: 0,
  counts: "from-first-unit",
  withhold: 0,
  losses: 0,
  "fee-at-risk": 0,
} as const satisfies WrittenGainShare;

/** Fields that are shares, and so written as percentages. */
export const gainShareShares: readonly string[] = ["share", "above", "threshold", "withhold", "losses"];

/**
 * The one way to write terms: the base always, of the other fields those that say more than the default; a map for one set of terms.
 * Undefined where the value is no gain share.
 */
export function canonicalGainShare(value: unknown) {
  const { success, data } = gainShareSchema.safeParse(value);
  if (!success) return undefined;
  const all = data.map(({ base = "net", ...rest }) => {
    const said = Object.entries({ ...rest, base }).filter(
      ([field, each]) => each !== undefined && (field === "base" || each !== defaults[field]),
    );
    return Object.fromEntries(said.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
  });
  return all.length === 1 ? all[0] : all;
}

const defaults: Readonly<Record<string, unknown>> = gainShareDefaults;
const order = Object.keys(terms.shape);
