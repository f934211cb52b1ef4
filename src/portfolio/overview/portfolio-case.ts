/** One case as an overview counts it: plain data, money in cents of the case's currency. */
import { standingOf } from "../../agreement/standing.ts";
import { lastDayOf, periodsOf } from "../../case/calendar.ts";
import type { Calendar } from "../../case/case.ts";
import type { Ledger, Model } from "../../index.ts";
import type { Case } from "../../case/case.ts";
import type { Measurement } from "../../review/actuals.ts";
import { linesOf } from "../../review/line-figures.ts";
import { toCents } from "../../review/realization.ts";
import { reviewOf } from "../../review/review.ts";
import type { Text } from "../../text/locale.ts";
import { type CaseNumbers, caseNumbers } from "./case-numbers.ts";
import { apportioned, sumExactly } from "./cents.ts";

export interface PortfolioCase {
  /** By its folder: north-acme-2026. */
  readonly name: string;
  readonly customer: { readonly id: string; readonly name: Text };
  readonly industry: Text | null;
  /** after-sales@1 */
  readonly model: string;
  readonly modelName: Text;
  readonly currency: string;
  /** Committed: what the parties agreed, and nothing else. A case without an agreement is an estimate. */
  readonly basis: "committed" | "estimate";
  /** Of the agreement; null for an estimate. */
  readonly fingerprint: string | null;
  /** False if something that counts is missing: the figures then leave it out. */
  readonly complete: boolean;
  readonly years: number;
  readonly figures: PlannedFigures;
  /** In the order of the model: net per year of what counts, which adds up to the case's, and realized to date. */
  readonly stages: readonly {
    readonly id: string;
    readonly name: Text;
    /** Among the stages of the model, from 1. */
    readonly position: number;
    readonly netBenefitPerYear: number | null;
    readonly realized: number | null;
  }[];
  readonly toDate: ToDate | null;
}

/** As the case plans them; null for a gap. */
export interface PlannedFigures {
  /** Recurring, at full effect. */
  readonly netBenefitPerYear: number | null;
  /** Over the horizon, undiscounted, without one-off cash. */
  readonly totalBenefit: number | null;
  /** Investment over the horizon, initial included, undiscounted. */
  readonly totalCost: number | null;
  readonly npv: number | null;
  /** One-off cash at full effect: in none of the figures above. */
  readonly oneOffCash: number | null;
}

/** Null where nothing was measured up to then. */
export interface ToDate {
  /** Label of the last period that counts. */
  readonly period: string;
  readonly realized: number | null;
  /** Planned of what was measured: what the realization divides by. */
  readonly plannedOfMeasured: number | null;
  /** Planned cost from the build to the end of that period. */
  readonly cost: number | null;
}

export interface OpenCase {
  readonly name: string;
  readonly model: Model;
  readonly kase: Case;
  readonly ledger: Ledger | undefined;
  readonly history: readonly Measurement[];
}

/** `until`: the last day that counts (ISO); the end of the last period that was measured where undefined. */
export function portfolioCase(open: OpenCase, until: string | undefined): PortfolioCase {
  const { name, model, kase, ledger, history } = open;
  const standing = ledger && standingOf(ledger, kase, model);
  const numbers = caseNumbers({ model, kase, ledger, standing });
  const period = lastPeriod(kase.calendar, history, until);
  const isMeasured = history.some(each => each.of === "indicator" && each.period <= period);
  const review =
    isMeasured && period > 0 ? reviewOf({ model, kase, figures: numbers.lines, standing, history, period }) : undefined;
  const counts = kase.indicators.filter(({ id, chosen }) => chosen && (!standing || standing.committed.has(id)));
  const rounded = (key: string): number | null => toCents(numbers.number(key));
  const figures: PlannedFigures = {
    netBenefitPerYear: rounded("summary.netBenefitPerYear"),
    totalBenefit: rounded("summary.totalBenefit"),
    totalCost: rounded("summary.totalCost"),
    npv: rounded("summary.npv"),
    oneOffCash: rounded("summary.oneOffCash"),
  };
  const nets = stageNets(
    model,
    counts.map(({ id }) => id),
    numbers,
  );
  const used = model.stages.filter(({ id }) => nets.has(id));
  const known = used.filter(({ id }) => nets.get(id) !== null);
  const shares = apportioned(
    figures.netBenefitPerYear ?? 0,
    figures.netBenefitPerYear === null ? [] : known.map(({ id }) => nets.get(id) ?? 0),
  );
  return {
    name,
    customer: { id: kase.customer.id, name: kase.customer.name },
    industry: kase.customer.industry ?? null,
    model: `${model.id}@${model.version}`,
    modelName: model.name,
    currency: kase.customer.currency,
    basis: standing ? "committed" : "estimate",
    fingerprint: standing?.fingerprint ?? null,
    complete: numbers.complete,
    years: kase.calendar.years,
    figures,
    stages: used.map(stage => ({
      id: stage.id,
      name: stage.name,
      position: model.stages.indexOf(stage) + 1,
      netBenefitPerYear: known.includes(stage) ? (shares[known.indexOf(stage)] ?? null) : null,
      realized: sumExactly(
        (review?.indicators ?? [])
          .filter(({ id }) => model.indicators.find(each => each.id === id)?.stage === stage.id)
          .map(({ toDate }) => toDate.realized),
      ),
    })),
    toDate: review
      ? {
          period: review.period,
          realized: review.toDate.realized,
          plannedOfMeasured: review.toDate.plannedOfMeasured,
          cost: costTo(numbers, period),
        }
      : null,
  };
}

/** Number of the last period that has ended by then, 0 if none; without a day, of the last that was measured. */
export function lastPeriod(calendar: Calendar, history: readonly Measurement[], until: string | undefined): number {
  if (until === undefined)
    return Math.max(0, ...history.filter(({ of }) => of === "indicator").map(({ period }) => period));
  return periodsOf(calendar).findLast(({ number }) => number > 0 && lastDayOf(calendar, number) <= until)?.number ?? 0;
}

/** Net per year of the stages that have an indicator which counts; null where none of them can be computed. */
function stageNets(model: Model, ids: readonly string[], numbers: CaseNumbers): ReadonlyMap<string, number | null> {
  const found = new Map<string, number | null>();
  for (const id of ids) {
    const stage = model.indicators.find(each => each.id === id)?.stage;
    if (stage === undefined) continue;
    const lines = linesOf(model, id).filter(({ recurrence }) => recurrence === "yearly");
    const nets = lines.map(line => numbers.number(`line.${id}.${line.id}.net`));
    const net = nets.includes(null) ? null : nets.reduce((sum: number, each) => sum + (each ?? 0), 0);
    const before = found.get(stage) ?? null;
    found.set(stage, net === null ? before : (before ?? 0) + net);
  }
  return found;
}

/** Planned cost of the build and of the periods up to this one. */
function costTo(numbers: CaseNumbers, period: number): number | null {
  const costs = Array.from({ length: period + 1 }, (_, index) => numbers.number(`period.${index}.cost`));
  return costs.includes(null) ? null : toCents(costs.reduce((sum: number, each) => sum + (each ?? 0), 0));
}
