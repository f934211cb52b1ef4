/** Where the parts of a model were written; findings of its checks stand there. */
import type { Place } from "../finding/finding.ts";

/** The lists of a model, as its files call them. */
export type ListName =
  | "stages"
  | "dimensions"
  | "units"
  | "grades"
  | "tasks"
  | "indicators"
  | "drivers"
  | "rows"
  | "costs"
  | "tables"
  | "warnings"
  | "overlaps"
  | "overlap-groups"
  | "levers"
  | "service-products"
  | "sources"
  | "examples"
  | "level-examples";

/** The place of an item of a list, or of a part of it. */
export type PlaceIn = (list: ListName, index: number, ...steps: (string | number)[]) => Place;
