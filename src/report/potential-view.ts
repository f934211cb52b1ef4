/** What is proposed and not yet agreed: what it would add to the committed figures, and each indicator of it, with what is missing. */
import { openTermsOf, openTermsText } from "../engine/basis-text.ts";
import type { PotentialFigures } from "../engine/result.ts";
import { type Figure, moneyFigure, years } from "./headline-figures.ts";
import { changeCell } from "./indicator-change.ts";
import { benefitCell, placeOrGap } from "./indicators-view.ts";
import type { Phrasing } from "./phrasing.ts";
import { cell, column, type TableView, table } from "./table-view.ts";

export interface PotentialView {
  readonly title: string;
  readonly lead: string;
  readonly figures: readonly Figure[];
  readonly openTerms: string | null;
  readonly table: TableView;
  readonly note: string;
}

/** Null for an estimate, and where all that is chosen is agreed. */
export function potentialView(phrasing: Phrasing): PotentialView | null {
  const { result, model, say } = phrasing;
  const { potential, agreement } = result;
  if (!potential || !agreement || potential.indicators.length === 0) return null;
  const { together } = potential;
  const open = openTermsText(agreement);
  const figure = (label: string, name: keyof PotentialFigures, period: string) =>
    moneyFigure(phrasing, label, potential[name], togetherText(phrasing, together[name], period), `potential.${name}`);
  const overYears = say("report.potential.over", { years: years(phrasing) });
  const cash = figure(say("report.indicators.cash-total"), "oneOffCash", say("report.potential.once"));
  const columns = [
    column(say("report.column.indicator")),
    column(say("potential.open")),
    column(say("report.column.change"), "end"),
    column(say("report.column.own-net"), "end", phrasing.scale.name),
  ];
  return {
    title: say("potential.title"),
    lead: say("report.potential.lead", { count: potential.indicators.length }),
    figures: [
      figure(say("report.figure.net"), "netBenefitPerYear", say("report.potential.at-full-effect")),
      figure(say("summary.total-benefit"), "totalBenefit", overYears),
      figure(say("report.figure.npv"), "npv", overYears),
      ...(together.oneOffCash === 0 ? [] : [cash]),
    ],
    openTerms: open ? say("basis.sentence", { text: open }) : null,
    table: table(
      "candidates",
      say("potential.title"),
      columns,
      potential.indicators.map(each => ({
        cells: [
          cell(phrasing.indicatorName(each.id), { note: placeOrGap(phrasing, each) }),
          cell(phrasing.text(openTermsOf(model, each.id, each.openTerms)), { tone: "muted" }),
          changeCell(phrasing, each),
          benefitCell(phrasing, each, "net"),
        ],
      })),
    ),
    note: say("report.potential.note"),
  };
}

const togetherText = ({ say, moneyShort }: Phrasing, both: number | null, period: string): string =>
  both === null ? period : say("report.potential.together", { period, together: moneyShort(both) });
