/**
 * What is proposed and not yet agreed: each such indicator on its own; and below it the whole calculation once more with the switch of
 * the summary turned, so that committed and potential stand side by side, live, wherever the switch stands.
 */
import { words } from "../../text/say.ts";
import { openTermsOf } from "../basis-text.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { call, formula, range, whereAllNumbers, whereNumbers } from "../plan/formula.ts";
import type { CellRef, SheetPlan } from "../plan/plan.ts";
import type { AgreementSheet } from "./agreement-sheet.ts";
import { basisChoice, countsOnBasis } from "./basis.ts";
import type { BasisFigures } from "./both-bases.ts";
import type { CashFlowSheet } from "./cash-flow-sheet.ts";
import { joinTexts, type PlanContext, sheet } from "./context.ts";
import type { InputsSheet } from "./inputs-sheet.ts";
import type { Quantity } from "./quantity.ts";
import type { ScenarioInputs } from "./scenario-inputs.ts";
import { WorkingsBlock } from "./scenario-workings.ts";
import type { LineCells } from "./value-lines.ts";
import type { Block, ValueSheets } from "./value-sheet.ts";

interface Sheets {
  readonly agreement: AgreementSheet;
  readonly inputs: InputsSheet;
  readonly live: ScenarioInputs;
  readonly quantities: ReadonlyMap<string, Quantity>;
  readonly value: ValueSheets;
  readonly cash: CashFlowSheet;
}

const column = { name: 1, chosen: 2, counted: 3, kept: 4 } as const;
const across = 12;
/** Of the terms still open: away from the figures beside them. */
const openColumn = 5;

/** Undefined where the summary has no switch. */
export function planPotential(
  context: PlanContext,
  sheets: Sheets,
): { readonly sheet: SheetPlan; readonly turned: BasisFigures } | undefined {
  if (!basisChoice(context)) return undefined;
  const cells = sheet(context, "potential");
  cells.label(1, 1, words("potential.title"), "title", { across });
  cells.label(2, 1, words("potential.how"), "note", { across });
  let row = planProposed(context, cells, sheets, 4) + 1;
  const workings = row;
  cells.label(row, 1, words("potential.turned"), "section", { across });
  cells.label(row + 1, 1, words("potential.turned-how"), "note", { across });
  const turned = new TurnedLines(context, cells, sheets, row + 3);
  const lines = turned.plan();
  row = turned.row + 1;
  const block = new WorkingsBlock(context, cells, { ...sheets, value: lines }, sheets.live, "turned.", row);
  const { netPerYear, oneOffCash, without } = block.from(sheets.quantities, sheets.inputs.investment);
  const { benefit, discountedBenefit, discountedCost } = without;
  if (!benefit.total || !discountedBenefit.total || !discountedCost.total) throw new Error("a flow without its total");
  row = block.row + 1;
  cells.label(row, 1, words("summary.npv"), "total");
  const read = [discountedBenefit.total, discountedCost.total];
  const npv = cells.formula(
    row,
    2,
    whereNumbers(read, formula`=${discountedBenefit.total}-${discountedCost.total}`, context.words.gap),
    "total",
    { format: "money", figure: "turned.npv" },
  );
  return {
    sheet: cells.done({
      name: words("sheet.potential"),
      columns: [46, 16, ...Array.from({ length: Math.max(context.periods.length + 1, 12) }, () => 13)],
      freeze: { rows: 2, columns: 1 },
      pageStarts: [workings],
    }),
    turned: { netPerYear, oneOffCash, totalBenefit: benefit.total, npv },
  };
}

/** The indicators that are not agreed, each on its own, and what is missing; gives the row below. */
function planProposed(context: PlanContext, cells: SheetBuilder, { value }: Sheets, top: number): number {
  const { standing, model, currency } = context;
  cells.label(top, 1, words("potential.each", { currency }), "section", { across });
  cells.labels(top + 1, 1, [words("column.indicator"), words("value.net-if-counted"), words("summary.one-off-column")]);
  cells.label(top + 1, openColumn, words("potential.open"), "column-head", { across: across + 1 - openColumn });
  let row = top + 2;
  for (const { indicator } of context.rows.filter(({ terms }) => standing?.potential.has(terms.id))) {
    const { id, name, place } = indicator;
    cells.label(row, 1, name, "row-head", { origin: place });
    [value.yearly, value.oneOff].forEach(({ lines }, index) => {
      const nets = lines.filter(line => line.indicator.indicator.id === id).map(({ net }) => net);
      if (nets.length === 0) cells.label(row, 2 + index, "–", "calculated", { format: "money" });
      else
        cells.formula(row, 2 + index, whereNumbers(nets, call("SUM", ...nets), context.words.gap), "calculated", {
          format: "money",
          origin: place,
        });
    });
    const open = openTermsOf(model, id, standing?.openTerms.get(id) ?? []);
    cells.label(row, openColumn, open, "source", { across: across + 1 - openColumn });
    row += 1;
  }
  return row;
}

/** Which lines count with the switch turned, and what overlap leaves of them. */
class TurnedLines {
  row: number;
  private readonly context: PlanContext;
  private readonly cells: SheetBuilder;
  private readonly sheets: Sheets;

  constructor(context: PlanContext, cells: SheetBuilder, sheets: Sheets, top: number) {
    this.context = context;
    this.cells = cells;
    this.sheets = sheets;
    this.row = top;
  }

  plan(): { readonly yearly: TurnedBlock; readonly oneOff: TurnedBlock } {
    const { yearly, oneOff } = this.sheets.value;
    const ofYearly = this.chosen("value.yearly", yearly);
    const ofOneOff = this.chosen("value.one-off", oneOff);
    const counted = new Map(
      [...yearly.lines, ...oneOff.lines].map((line, index) => [
        line.indicator.indicator.id,
        [...ofYearly, ...ofOneOff][index]?.counted,
      ]),
    );
    const kept = this.overlap(counted);
    return { yearly: this.turned(yearly, ofYearly, kept), oneOff: this.turned(oneOff, ofOneOff, kept) };
  }

  /** A row for each line: whether it is chosen, and has a figure. */
  private chosen(title: "value.yearly" | "value.one-off", { lines }: Block): { chosen: CellRef; counted: CellRef }[] {
    if (lines.length === 0) return [];
    const { cells, context } = this;
    cells.label(this.row, column.name, words(title, { currency: context.currency }), "column-head");
    cells.labels(this.row, column.chosen, [words("value.in-basis"), words("value.counted")]);
    const rows = lines.map(({ indicator, line, gross }, index) => {
      const row = this.row + 1 + index;
      const { name, monetization, id } = indicator.indicator;
      const terms = this.sheets.agreement.terms.get(id);
      const counts = terms && countsOnBasis(context, terms, "turned");
      if (!counts) throw new Error(`${id} stands on no basis`);
      const options = { format: "integer", origin: line.formula.place } as const;
      const title_ = line.name && monetization.length > 1 ? joinTexts([name, line.name], " · ") : name;
      cells.label(row, column.name, title_, "row-head", { origin: line.formula.place });
      const chosen = cells.formula(row, column.chosen, formula`=IF(${counts},1,0)`, "calculated", options);
      const isCounted = formula`=IF(AND(${chosen}=1,ISNUMBER(${gross})),1,0)`;
      return { chosen, counted: cells.formula(row, column.counted, isCounted, "calculated", options) };
    });
    cells.detail(this.row + 1, this.row + lines.length);
    this.row += lines.length + 2;
    return rows;
  }

  /** The share that each reduced indicator keeps, by the factors of the overlap sheet. */
  private overlap(counted: ReadonlyMap<string, CellRef | undefined>): ReadonlyMap<string, CellRef> {
    const { cells, context } = this;
    const { overlapPairs } = this.sheets.value;
    const kept = new Map<string, CellRef>();
    if (overlapPairs.length === 0) return kept;
    const { gap } = context.words;
    const nameOf = (id: string) => context.model.indicators.find(indicator => indicator.id === id)?.name ?? id;
    cells.labels(this.row, 1, [
      words("overlap.reduced"),
      words("overlap.keep-counted"),
      words("overlap.share-kept"),
      words("overlap.kept-in-all"),
    ]);
    const head = this.row;
    for (const [index, { pair, factor }] of overlapPairs.entries()) {
      const holds = counted.get(pair.keep);
      if (!holds) throw new Error(`overlap with ${pair.keep}, which has no line`);
      const row = head + 1 + index;
      const options = { origin: pair.place } as const;
      cells.label(row, 1, joinTexts([nameOf(pair.reduce), nameOf(pair.keep)], " ← "), "row-head", options);
      const isHeld = cells.formula(row, 2, holds, "calculated", { format: "integer", ...options });
      const share = whereNumbers([factor], formula`=1-${factor}*${isHeld}`, gap);
      cells.formula(row, 3, share, "calculated", { format: "percent", ...options });
    }
    for (const id of new Set(overlapPairs.map(({ pair }) => pair.reduce))) {
      const indexes = overlapPairs.flatMap(({ pair }, index) => (pair.reduce === id ? [index] : []));
      const [first = 0, last = 0] = [indexes[0], indexes.at(-1)];
      const shares = range(cells.ref(head + 1 + first, 3), cells.ref(head + 1 + last, 3));
      const product = whereAllNumbers(shares, call("PRODUCT", shares), gap);
      kept.set(id, cells.formula(head + 1 + first, column.kept, product, "total", { format: "percent" }));
    }
    cells.detail(head + 1, head + overlapPairs.length);
    this.row = head + overlapPairs.length + 2;
    return kept;
  }

  /** The lines as the workings read them; what nothing reduces keeps all, as on the value sheet. */
  private turned(
    { lines, chosen }: Block,
    rows: readonly { readonly chosen: CellRef }[],
    kept: ReadonlyMap<string, CellRef>,
  ): TurnedBlock {
    const [first, last] = [rows[0]?.chosen, rows.at(-1)?.chosen];
    return {
      lines: lines.map((line, index) => ({
        ...line,
        chosen: rows[index]?.chosen ?? line.chosen,
        overlap: kept.get(line.indicator.indicator.id) ?? line.overlap,
      })),
      chosen: first && last ? range(first, last) : chosen,
    };
  }
}

interface TurnedBlock {
  readonly lines: readonly LineCells[];
  readonly chosen: Block["chosen"];
}
