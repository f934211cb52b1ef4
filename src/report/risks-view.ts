/** What could make the result wrong, and what of it the figures already hold: risks in words and money, and double counting pair by pair. */
import { ambitionOf } from "./evidence.ts";
import { gapsOfTotals } from "./gaps.ts";
import type { Phrasing } from "./phrasing.ts";
import type { Reference } from "./reference.ts";
import { costOfDelay } from "./sensitivity-sentences.ts";
import { hasNet } from "./summary-sentences.ts";
import { cell, column, type TableView, table } from "./table-view.ts";

export interface RisksView {
  readonly title: string;
  readonly lead: string;
  readonly table: TableView;
  readonly overlap: { readonly title: string; readonly text: string; readonly table: TableView | null };
}

/** Null where nothing is counted: there is nothing to risk. */
export function risksView(phrasing: Phrasing): RisksView | null {
  const { result, say } = phrasing;
  if (result.indicators.length === 0) return null;
  const columns = [
    column(say("report.risks.risk")),
    column(say("report.risks.handled")),
    column(say("report.risks.taken"), "end", phrasing.scale.name),
    column(say("report.risks.remains")),
  ];
  const rows = risksOf(phrasing).map(({ name, handled, taken, reference, remains }) => ({
    cells: [
      cell(name, { tone: "strong" }),
      cell(handled),
      taken === null ? cell("–", { tone: "muted" }) : cell(phrasing.scale.amount(taken), { reference }),
      cell(remains),
    ],
  }));
  return {
    title: say("report.risks.title"),
    lead: say("report.risks.lead"),
    table: table("risks", say("report.risks.title"), columns, rows),
    overlap: overlapView(phrasing),
  };
}

interface Risk {
  readonly name: string;
  readonly handled: string;
  /** Money a year that it takes from the benefit; null where it takes none. */
  readonly taken: number | null;
  readonly reference: Reference | null;
  readonly remains: string;
}

function risksOf(phrasing: Phrasing): Risk[] {
  const { say } = phrasing;
  const deduction = (name: "attribution" | "confidence") => {
    const taken = takenBy(phrasing, name);
    const isWhole = phrasing.result.complete;
    return { taken, reference: isWhole ? phrasing.reference(taken, `deduction.${name}`) : null };
  };
  const plain = { taken: null, reference: null };
  return [
    {
      name: say("report.risks.attribution"),
      handled: say("report.risks.attribution-handled"),
      ...deduction("attribution"),
      remains: say("report.risks.attribution-remains"),
    },
    {
      name: say("report.risks.evidence"),
      handled: say("report.risks.evidence-handled"),
      ...deduction("confidence"),
      remains: evidenceRemains(phrasing),
    },
    {
      name: say("report.risks.targets"),
      handled: targetsHandled(phrasing),
      ...plain,
      remains: ambitionRemains(phrasing),
    },
    {
      name: say("report.risks.delay"),
      handled: delayHandled(phrasing),
      ...plain,
      remains: say("report.risks.delay-remains"),
    },
    {
      name: say("report.risks.cost"),
      handled: costHandled(phrasing),
      ...plain,
      remains: say("report.risks.cost-remains"),
    },
    ...concentration(phrasing, plain),
    ...missing(phrasing, plain),
  ];
}

/** What attribution or confidence takes from the gross benefit of what is counted, a year; negative. */
function takenBy({ result }: Phrasing, name: "attribution" | "confidence"): number | null {
  let taken = 0;
  for (const { gross, overlap, attribution, confidence } of result.indicators) {
    if (gross === null || overlap === null || attribution === null || confidence === null) continue;
    const after = name === "attribution" ? attribution : attribution * confidence;
    const before = name === "attribution" ? 1 : attribution;
    taken += gross * overlap * (after - before);
  }
  return taken === 0 ? null : taken;
}

/** Counted indicators whose typical improvement no source states. */
function evidenceRemains(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  const estimates = result.indicators.filter(({ id }) => {
    const indicator = phrasing.indicator(id);
    return indicator?.hasLevels && indicator.typical.improvement.sources.length === 0;
  });
  return estimates.length === 0
    ? say("report.risks.evidence-all")
    : say("report.risks.evidence-remains", { count: estimates.length, names: namesOf(phrasing, estimates) });
}

function targetsHandled({ sensitivity, say, percent }: Phrasing): string {
  const share = sensitivity?.breakEvenRealization ?? null;
  if (share === null) return say("report.risks.targets-scenarios");
  return share <= 1
    ? say("report.risks.targets-handled", { share: percent(share, 0) })
    : say("report.risks.targets-short", { share: percent(share, 0) });
}

function ambitionRemains(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  const above = result.indicators.filter(({ id, baseline, target }) => {
    const indicator = phrasing.indicator(id);
    return indicator?.hasLevels && ambitionOf(indicator, baseline, target) === "above";
  });
  return above.length === 0
    ? say("report.risks.ambition-none")
    : say("report.risks.ambition", { count: above.length, names: namesOf(phrasing, above) });
}

function delayHandled({ sensitivity, say, moneyShort }: Phrasing): string {
  const cost = sensitivity ? costOfDelay(sensitivity) : null;
  return cost === null || cost <= 0
    ? say("report.risks.delay-ramp")
    : say("report.risks.delay-handled", { amount: moneyShort(Number(cost.toPrecision(3))) });
}

function costHandled(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  const raised = result.investment.filter(({ riskAdjustment }) => riskAdjustment > 0);
  if (raised.length === 0) return say("report.risks.cost-none");
  const texts = raised.map(({ name, riskAdjustment }) =>
    say("report.chart.item", { name: phrasing.text(name), value: `+${phrasing.percent(riskAdjustment)}` }),
  );
  return say("report.risks.cost-handled", { lines: texts.join(say("report.list.comma")) });
}

/** The largest indicator, where it holds a third or more of the net benefit and all of them gain. */
function concentration(phrasing: Phrasing, plain: Pick<Risk, "taken" | "reference">): Risk[] {
  const { result, say } = phrasing;
  const counted = result.indicators.filter(hasNet);
  const total = counted.reduce((sum, { net }) => sum + net, 0);
  const [largest] = counted.toSorted((a, b) => b.net - a.net);
  if (!largest || counted.length < 2 || counted.some(({ net }) => net < 0) || largest.net < total / 3) return [];
  return [
    {
      name: say("report.risks.concentration"),
      handled: say("report.risks.concentration-handled", {
        indicator: phrasing.indicatorName(largest.id),
        share: phrasing.percent(largest.net / total, 0),
      }),
      ...plain,
      remains: say("report.risks.concentration-remains"),
    },
  ];
}

function missing(phrasing: Phrasing, plain: Pick<Risk, "taken" | "reference">): Risk[] {
  const { say } = phrasing;
  const gaps = gapsOfTotals(phrasing);
  if (gaps.length === 0) return [];
  return [
    {
      name: say("report.risks.missing"),
      handled: say("report.risks.missing-handled", { count: gaps.length }),
      ...plain,
      remains: say("report.risks.missing-remains"),
    },
  ];
}

/** At most three by name, the others counted. */
function namesOf(phrasing: Phrasing, indicators: readonly { readonly id: string }[]): string {
  const names = indicators.slice(0, 3).map(({ id }) => phrasing.indicatorName(id));
  const more = indicators.length - names.length;
  return [...names, ...(more > 0 ? [phrasing.say("report.gap.more", { count: more })] : [])].join(
    phrasing.say("report.list.comma"),
  );
}

function overlapView(phrasing: Phrasing): RisksView["overlap"] {
  const { model, result, say } = phrasing;
  const title = say("report.overlap.title");
  const counted = new Set(result.indicators.map(({ id }) => id));
  const pairs = model.overlaps.filter(
    ({ keep, reduce, factor }) => counted.has(keep) && counted.has(reduce) && factor > 0,
  );
  if (pairs.length === 0) return { title, text: say("report.overlap.none"), table: null };
  const columns = [
    column(say("report.overlap.reduced")),
    column(say("report.overlap.keeps")),
    column(say("report.overlap.share"), "end"),
    column(say("report.overlap.because")),
  ];
  const rows = pairs.map(({ keep, reduce, factor, because }) => ({
    cells: [
      cell(phrasing.indicatorName(reduce)),
      cell(phrasing.indicatorName(keep)),
      cell(`−${phrasing.percent(factor)}`, { tone: "strong" }),
      cell(phrasing.text(because), { tone: "muted" }),
    ],
  }));
  return {
    title,
    text: say("report.overlap.text", { count: pairs.length }),
    table: table("overlaps", title, columns, rows),
  };
}
