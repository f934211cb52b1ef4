/** A chart on the page: its drawing, with title and unit above it. */
import type { Svg } from "./charts/svg.ts";

export interface ChartView extends Svg {
  readonly title: string;
  /** Unit of the figures. */
  readonly note: string;
}
