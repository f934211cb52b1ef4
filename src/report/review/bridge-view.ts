/** The value bridge: from planned to realized, of the period and to date, and where each difference comes from. */
import type { ChartView } from "../chart-view.ts";
import { bridgeChart } from "../charts/bridge.ts";
import { cell, column, type TableView, table, type Tone } from "../table-view.ts";
import { type BridgeStep, type BridgeSteps, bridgeSteps } from "./bridge-steps.ts";
import type { ReviewPhrasing } from "./review-phrasing.ts";

export interface BridgeView {
  readonly title: string;
  readonly lead: string;
  readonly parts: readonly BridgePart[];
  readonly notes: readonly string[];
}

export interface BridgePart {
  readonly title: string;
  readonly gap: string | null;
  readonly chart: ChartView | null;
  readonly table: TableView | null;
}

export function bridgeView(phrasing: ReviewPhrasing): BridgeView {
  const { review, say } = phrasing;
  const period = bridgeSteps(review.indicators, review.quarter, "quarter");
  const toDate = bridgeSteps(review.indicators, review.toDate, "toDate");
  const shown = [period, toDate].flatMap(each => each?.steps ?? []);
  const hasTiming = review.goLive.actual !== null;
  const hasVolume = shown.some(({ volume }) => volume !== null);
  const part = (title: string, name: string, steps: BridgeSteps | null): BridgePart => ({
    title,
    gap: steps ? null : say("review.doc.bridge-gap"),
    chart: steps && chartOf(phrasing, title, steps),
    table: steps && tableOf(phrasing, name, title, steps, { hasTiming, hasVolume }),
  });
  const isFirst = review.number === 1;
  return {
    title: say("review.doc.bridge-title"),
    lead: say("review.doc.bridge-lead"),
    parts: [
      part(review.period, "bridge", period),
      // To date is the same in the first period.
      ...(isFirst ? [] : [part(say("review.doc.bridge-to-date", { period: review.period }), "bridge", toDate)]),
    ],
    notes: [
      say(hasTiming ? "review.doc.timing-means" : "review.doc.timing-none"),
      ...(hasVolume ? [say("review.doc.volume-means")] : [say("review.doc.volume-none")]),
    ],
  };
}

function chartOf(phrasing: ReviewPhrasing, title: string, { planned, steps, realized }: BridgeSteps): ChartView {
  const { say, scale, signed } = phrasing;
  return {
    title: say("review.doc.bridge-chart", { period: title }),
    note: scale.name,
    ...bridgeChart({
      alternative: say("review.doc.bridge-alternative", {
        period: title,
        planned: scale.amount(planned),
        realized: scale.amount(realized),
        unit: scale.name,
        steps: steps.map(step => `${nameOf(phrasing, step)} ${signed(step.difference)}`).join(say("report.list.comma")),
      }),
      width: 640,
      rows: [
        { name: say("review.planned"), kind: "level", value: planned, text: scale.amount(planned) },
        ...steps.map(step => ({
          name: nameOf(phrasing, step),
          kind: "change" as const,
          value: step.difference,
          text: signed(step.difference),
        })),
        { name: say("review.realized"), kind: "level", value: realized, text: scale.amount(realized) },
      ],
    }),
  };
}

interface Shown {
  readonly hasTiming: boolean;
  readonly hasVolume: boolean;
}

/** To the cent, so that both parties can add it up. */
function tableOf(
  phrasing: ReviewPhrasing,
  name: string,
  title: string,
  { planned, steps, realized }: BridgeSteps,
  { hasTiming, hasVolume }: Shown,
): TableView {
  const { say, cents, signedCents, review } = phrasing;
  const columns = [
    column(say("review.doc.step")),
    ...(hasTiming ? [column(say("review.doc.timing"), "end"), column(say("review.doc.effect"), "end")] : []),
    column(say("review.doc.difference"), "end"),
    column(say("review.doc.level"), "end"),
    ...(hasVolume ? [column(say("review.doc.volume"), "end")] : []),
  ];
  const row = (label: string, values: readonly (string | null)[], kind?: "total", tone: Tone = "plain") => ({
    ...(kind ? { kind } : {}),
    cells: [cell(label, { tone }), ...values.map(value => cell(value ?? ""))],
  });
  let at = planned;
  const stepRows = steps.map(step => {
    at = Math.round((at + step.difference) * 100) / 100;
    const isOpen = step.kind === "not-measured";
    const parts = isOpen ? ["–", "–"] : [signedCents(step.timing), signedCents(step.indicator)];
    return row(nameOf(phrasing, step), [
      ...(hasTiming ? parts : []),
      signedCents(step.difference),
      cents(at),
      ...(hasVolume ? [step.volume === null ? "–" : signedCents(step.volume)] : []),
    ]);
  });
  const sum = (of: (step: BridgeStep) => number | null) =>
    Math.round(steps.reduce((total, step) => total + 100 * (of(step) ?? 0), 0)) / 100;
  const empty = hasTiming ? [null, null] : [];
  return table(name, say("review.doc.bridge-caption", { period: title, currency: review.currency }), columns, [
    row(say("review.planned"), [...empty, null, cents(planned), ...(hasVolume ? [null] : [])], undefined, "strong"),
    ...stepRows,
    row(
      say("review.realized"),
      [
        ...(hasTiming ? [signedCents(sum(each => each.timing)), signedCents(sum(each => each.indicator))] : []),
        signedCents(sum(each => each.difference)),
        cents(realized),
        ...(hasVolume ? [signedCents(sum(each => each.volume))] : []),
      ],
      "total",
    ),
  ]);
}

function nameOf({ say, indicatorName }: ReviewPhrasing, { kind, ids }: BridgeStep): string {
  switch (kind) {
    case "indicator":
      return indicatorName(ids[0] ?? "");
    case "rest":
      return say("review.doc.rest", { count: ids.length });
    case "not-measured":
      return say("review.doc.unmeasured-step");
    default:
      return kind satisfies never;
  }
}
