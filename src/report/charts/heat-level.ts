/** How dark a cell of the heat map is: 0 (nothing) to 5 (the largest), in equal steps of the largest value. Below 0 is a level of its own. */
import { scaleQuantize } from "d3-scale";

export type HeatLevel = "none" | "negative" | "1" | "2" | "3" | "4" | "5";

/** The level of each value; `null` has none. */
export function heatLevels(values: readonly (number | null)[]): HeatLevel[] {
  const largest = Math.max(0, ...values.map(value => value ?? 0));
  const level = scaleQuantize<HeatLevel>().domain([0, largest]).range(["1", "2", "3", "4", "5"]);
  return values.map(value => {
    if (value === null || value === 0) return "none";
    return value < 0 ? "negative" : level(value);
  });
}
