/** Benchmarks as a file: JSON that says by which rules it was made, and carries the hash of what it says. */
import { canonicalJson } from "../../agreement/canonical.ts";
import { hashOf } from "../../agreement/hash.ts";
import {
  type Benchmarks,
  fewestCustomers,
  fewestValues,
  quantities,
  type Spread,
  type Spreads,
} from "../../case/benchmarks.ts";

export const formatOfFile = "valuebook-benchmarks@1";
/** In place of what is not shown. */
export const notShown = "not shown";

const rules = {
  customers: "each customer counts once: the median of its cases",
  notShown: `fewer than ${fewestCustomers} customers, or fewer than ${fewestValues} different values among them; of industries ${fewestCustomers} customers or more are hidden, or none`,
  percentiles:
    "Hyndman-Fan type 7 (PERCENTILE.INC), of sorted values each replaced by the mean of itself and its two neighbours, the ends by the mean of the three there; rounded to 3 significant digits",
  baseline: "agreed, or typed where nothing is agreed; chosen indicators; in the indicator's unit, shares as fractions",
  improvement:
    "last measured actual less baseline, towards better, measured since the agreed ramp reached its highest share",
  relativeImprovement: "improvement / |baseline|",
  gapClosed: "(actual - baseline) / (target - baseline)",
} as const;

/** The text of the file. The same cases, in whatever order, give the same bytes. */
export function benchmarkFile({ asOf, models }: Benchmarks): string {
  const content = {
    format: formatOfFile,
    asOf,
    rules,
    models: models.map(({ indicators, ...model }) => ({
      ...model,
      indicators: indicators.map(({ all, industries, ...indicator }) => ({
        ...indicator,
        all: written(all),
        industries: industries.map(({ industry, ...spreads }) => ({ industry, ...written(spreads) })),
      })),
    })),
  };
  return `${JSON.stringify({ ...content, hash: hashOfContent(content) }, null, 2)}\n`;
}

/** SHA-256 of the canonical JSON of all but the hash. */
export const hashOfContent = (content: object): string => hashOf(canonicalJson(content));

const written = (spreads: Spreads): Record<string, Spread | string> =>
  Object.fromEntries(quantities.map(quantity => [quantity, spreads[quantity] ?? notShown]));
