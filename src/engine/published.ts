/** Figures that a publisher printed, beside what the same inputs come to here. */
import type { Case, PublishedFigure } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import type { Text } from "../text/locale.ts";
import { type Calculation, valueAt } from "./calculation.ts";
import { namedFigures } from "./named-figures.ts";

export interface PublishedResult {
  readonly figure: string;
  /** As the publisher prints it. */
  readonly prints: string;
  readonly printed: number;
  /** Null where it cannot be computed, or nothing has that name. */
  readonly calculated: number | null;
  /** Within half of the last digit printed, or below what is printed as an upper bound. */
  readonly agrees: boolean;
  /** Why it does not follow from what is printed. */
  readonly because?: Text;
}

/** Binary arithmetic must not tip a figure over half a digit. */
const slack = 1e-9;

export function comparePublished(model: Model, kase: Case, calculation: Calculation): PublishedResult[] {
  if (kase.published.length === 0) return [];
  const named = namedFigures(calculation, model);
  return kase.published.map((published): PublishedResult => {
    const { figure, prints, value: printed, because } = published;
    const [ref] = named.get(figure) ?? [];
    const found = ref && valueAt(calculation, ref);
    const calculated = typeof found === "number" ? found : null;
    return {
      figure,
      prints,
      printed,
      calculated,
      agrees: calculated !== null && agrees(published, calculated),
      ...(because ? { because } : {}),
    };
  });
}

function agrees({ value, within, under }: PublishedFigure, calculated: number): boolean {
  if (under) return calculated < value;
  return Math.abs(calculated - value) <= within + slack * Math.max(1, Math.abs(value));
}
