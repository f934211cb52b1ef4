/** Financial conventions by name. What each means stands in the README; every output names the one it used. */
import type { Case, ConventionName, Discounting, RoiKind } from "./case.ts";

export const conventions: {
  readonly [C in ConventionName]: { readonly discounting: Discounting; readonly roi: RoiKind };
} = {
  /** Flows of a year discounted at its end; ROI on undiscounted sums. */
  nominal: { discounting: "year-end", roi: "nominal" },
  /** Forrester's Total Economic Impact: flows of a year discounted at its end; ROI on present values. */
  tei: { discounting: "year-end", roi: "present-value" },
  /** Each flow discounted at the end of its own period; ROI on present values. */
  "period-end": { discounting: "period-end", roi: "present-value" },
};

export const conventionNames = Object.keys(conventions) as readonly ConventionName[];

export function isConvention(name: string): name is ConventionName {
  return Object.hasOwn(conventions, name);
}

/** The case under another convention; rate and calendar stay its own. */
export function underConvention(kase: Case, name: ConventionName): Case {
  return { ...kase, finance: { ...kase.finance, convention: name, ...conventions[name] } };
}
