/** The chart of what matters most: for each input, bars from the planned NPV to those at its low and at its high value. */
import type { Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { range } from "../plan/formula.ts";
import type { Sensitivity } from "../sensitivity.ts";

/** More would not be read. */
const mostInputs = 12;
const lastColumn = 7;

/** Rows that the chart of so many inputs stands over, a blank one below it included. */
export const tornadoRows = (inputs: number): number => 6 + Math.ceil(1.25 * Math.min(mostInputs, inputs));

/** The inputs whose NPVs are known; the widest swing first, as they stand on the sheet. */
export const drawnInputs = ({ inputs }: Sensitivity) =>
  inputs.filter(({ swing }) => swing !== null).slice(0, mostInputs);

export function planTornado(
  cells: SheetBuilder,
  sensitivity: Sensitivity,
  { top, head, currency }: { readonly top: number; readonly head: number; readonly currency: Text },
): void {
  const drawn = drawnInputs(sensitivity);
  const { npv } = sensitivity;
  if (npv === null) return;
  const down = (column: number) => range(cells.ref(head + 1, column), cells.ref(head + drawn.length, column));
  const npvs = drawn.flatMap(({ low, high }) => [low.npv ?? npv, high.npv ?? npv]);
  cells.chart({
    kind: "bars-around",
    title: words("sensitivity.chart", { currency }),
    alternative: words("sensitivity.chart-alternative"),
    categories: down(1),
    series: [
      { name: cells.ref(head, 8), values: down(8), role: "part", label: "amount" },
      { name: cells.ref(head, 9), values: down(9), role: "part", label: "amount" },
    ],
    over: range(cells.ref(top, 1), cells.ref(top + tornadoRows(drawn.length) - 2, lastColumn)),
    legend: true,
    axis: true,
    around: { at: npv, ...bounds([npv, ...npvs]) },
  });
}

/** Round ends of an axis, with room for the figures at the ends of the bars. */
function bounds(values: readonly number[]): { from: number; to: number } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = most - least || Math.abs(most) || 1;
  const power = 10 ** Math.floor(Math.log10(span / 5));
  const step = power * ([1, 2, 5, 10].find(each => each * power >= span / 5) ?? 10);
  const room = span / 9;
  return { from: Math.floor((least - room) / step) * step, to: Math.ceil((most + room) / step) * step };
}
