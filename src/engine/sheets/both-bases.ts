/** On the summary: what is agreed, what the proposed indicators would add, and both together; the same wherever the switch stands. */
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { formula, whereNumbers } from "../plan/formula.ts";
import type { CellRef } from "../plan/plan.ts";
import { basisChoice } from "./basis.ts";
import type { PlanContext } from "./context.ts";

/** The figures that are compared. */
export interface BasisFigures {
  readonly netPerYear: CellRef;
  readonly oneOffCash: CellRef;
  readonly totalBenefit: CellRef;
  readonly npv: CellRef;
}

const rows = [
  { key: "netPerYear", title: "summary.net-per-year", figure: "netBenefitPerYear" },
  { key: "oneOffCash", title: "summary.one-off-cash", figure: "oneOffCash" },
  { key: "totalBenefit", title: "summary.total-benefit", figure: "totalBenefit" },
  { key: "npv", title: "summary.npv", figure: "npv" },
] as const;

/** `shown`: as the switch stands; `turned`: as if it were turned. Gives the row below. */
export function planBothBases(
  context: PlanContext,
  cells: SheetBuilder,
  { shown, turned }: { readonly shown: BasisFigures; readonly turned: BasisFigures },
  top: number,
): number {
  const choice = basisChoice(context);
  const { basisWords, currency } = context;
  if (!choice || !basisWords) throw new Error("two bases without a switch between them");
  cells.label(top, 1, words("summary.both-bases", { currency }), "section", { across: 6 });
  cells.labels(top + 1, 1, [
    words("summary.figure"),
    words("summary.committed"),
    words("summary.potential"),
    words("summary.together"),
  ]);
  rows.forEach(({ key, title, figure }, index) => {
    const row = top + 2 + index;
    cells.label(row, 1, words(title), "row-head");
    const isCommitted = formula`=${choice}=${basisWords.committed_only}`;
    const put = (column: number, basis: string, of: Parameters<SheetBuilder["formula"]>[2], isResult = false) =>
      cells.formula(row, column, of, isResult ? "result" : "calculated", {
        format: "money",
        figure: `${basis}.${figure}`,
      });
    const committed = put(2, "committed", formula`=IF(${isCommitted},${shown[key]},${turned[key]})`, true);
    const together = cells.ref(row, 4);
    const more = whereNumbers([committed, together], formula`=${together}-${committed}`, context.words.gap);
    put(3, "potential", more);
    put(4, "together", formula`=IF(${isCommitted},${turned[key]},${shown[key]})`);
  });
  const below = top + 2 + rows.length;
  cells.label(below, 1, words("summary.both-bases-how"), "note", { across: 6 });
  return below + 2;
}
