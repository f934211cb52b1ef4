/** What is behind its plan and why, as those who measured noted it; what is not measured; and what is done about it. */
import type { ReviewedIndicator } from "../../review/review.ts";
import { cell, column, moneyCell, type TableView, table } from "../table-view.ts";
import type { ReviewPhrasing } from "./review-phrasing.ts";

export interface CausesView {
  readonly title: string;
  readonly lead: string;
  readonly causes: TableView | null;
  readonly missing: { readonly title: string; readonly lead: string; readonly table: TableView } | null;
}

export interface ActionsView {
  readonly title: string;
  readonly agreed: { readonly title: string; readonly table: TableView } | null;
  readonly proposed: { readonly title: string; readonly lead: string; readonly table: TableView } | null;
  /** That there is nothing to do, where that is so. */
  readonly none: string | null;
}

export function causesView(phrasing: ReviewPhrasing): CausesView {
  const { review, say, scale } = phrasing;
  const behind = review.indicators.filter(({ status }) => status === "missed" || status === "worsened");
  const others = review.indicators.filter(each => each.note !== null && !behind.includes(each));
  const shown = [...behind.toSorted((a, b) => shortfall(b) - shortfall(a)), ...others];
  const title = say("review.doc.causes-title");
  const columns = [
    column(say("column.indicator")),
    column(say("review.doc.against"), "end", scale.name),
    column(say("review.doc.cause")),
    column(say("review.doc.by")),
  ];
  return {
    title,
    lead: behind.length === 0 ? say("review.doc.causes-none") : say("review.doc.causes-lead", { count: behind.length }),
    causes:
      shown.length === 0
        ? null
        : table(
            "causes",
            title,
            columns,
            shown.map(each => causeRow(phrasing, each)),
          ),
    missing: missingOf(phrasing),
  };
}

const shortfall = ({ realized, planned }: ReviewedIndicator): number => (planned ?? 0) - (realized ?? 0);

function causeRow(phrasing: ReviewPhrasing, each: ReviewedIndicator) {
  const { say, signed, level } = phrasing;
  const values = { actual: level(each, each.actual), planned: level(each, each.plannedLevel) };
  const difference = each.realized === null || each.planned === null ? null : each.realized - each.planned;
  const now = each.notes.find(({ period }) => period === phrasing.review.period);
  const earlier = each.notes.filter(({ period }) => period !== phrasing.review.period).slice(-2);
  const before = earlier.map(({ period, note }) => say("review.doc.noted-before", { period, note })).join("\n");
  return {
    cells: [
      cell(phrasing.text(each.name), {
        tone: "strong",
        note: `${say(`status.${each.status}`)} · ${say("review.doc.actual-of-planned", values)}`,
      }),
      difference === null
        ? moneyCell(phrasing, null)
        : cell(signed(difference), { tone: difference < 0 ? ("negative" as const) : ("plain" as const) }),
      now
        ? cell(now.note, { note: before || null })
        : cell(say("review.doc.no-cause"), { tone: "gap", note: before || null }),
      cell(each.person ?? "–", { note: each.source }),
    ],
  };
}

/** A committee reads no list of 54 names: a few, and how many more. */
const mostNames = 12;

function missingOf(phrasing: ReviewPhrasing): CausesView["missing"] {
  const { review, say } = phrasing;
  if (review.missing.length === 0) return null;
  const title = say("review.doc.missing-title");
  const named = (ids: readonly string[]) => {
    const names = ids.slice(0, mostNames).map(phrasing.indicatorName);
    const more = ids.length - names.length;
    return [...names, ...(more > 0 ? [say("report.gap.more", { count: more })] : [])].join(say("report.list.semicolon"));
  };
  return {
    title,
    lead: say("review.doc.missing-lead"),
    table: table(
      "missing",
      title,
      [column(say("actuals.period")), column(say("review.doc.count"), "end"), column(say("review.doc.which"))],
      review.missing.map(({ period, indicators }) => ({
        cells: [cell(period, { tone: "strong" }), cell(String(indicators.length)), cell(named(indicators))],
      })),
    ),
  };
}

export function actionsView(phrasing: ReviewPhrasing): ActionsView {
  const { review, say } = phrasing;
  const agreed = agreedOf(phrasing);
  const proposed = proposedOf(phrasing);
  return {
    title: say("review.doc.actions-title"),
    agreed,
    proposed,
    none: agreed || proposed ? null : say(review.toDate.realized === null ? "review.doc.actions-measure" : "review.doc.actions-none"),
  };
}

function agreedOf(phrasing: ReviewPhrasing): ActionsView["agreed"] {
  const { review, say, text, date } = phrasing;
  if (review.agreedActions.length === 0) return null;
  const title = say("review.doc.agreed-title");
  const columns = [
    column(say("review.doc.action")),
    column(say("column.indicator")),
    column(say("column.owner")),
    column(say("review.doc.due")),
    column(say("review.doc.state")),
  ];
  const rows = review.agreedActions.map(({ what, indicatorName, owner, due, done, state }) => ({
    cells: [
      cell(text(what), { tone: "strong" as const }),
      cell(indicatorName === null ? say("review.doc.whole-project") : text(indicatorName)),
      cell(text(owner)),
      cell(date(due)),
      state === "done"
        ? cell(say("review.doc.done-on", { date: date(done ?? due) }))
        : cell(say(`review.doc.${state}`), { tone: state === "overdue" ? "negative" : "plain" }),
    ],
  }));
  return { title, table: table("agreed", title, columns, rows) };
}

function proposedOf(phrasing: ReviewPhrasing): ActionsView["proposed"] {
  const { review, say, text, scale } = phrasing;
  if (review.actions.length === 0) return null;
  const title = say("review.doc.proposed-title");
  const columns = [
    column(say("column.indicator")),
    column(say("review.shortfall"), "end", scale.name),
    column(say("review.levers")),
    column(say("review.products")),
    column(say("column.owner")),
  ];
  const rows = review.actions.map(({ indicator, shortfall: short, levers, products, owner }) => ({
    cells: [
      cell(phrasing.indicatorName(indicator), { tone: "strong" as const }),
      moneyCell(phrasing, short),
      cell(levers.map(({ name }) => text(name)).join(say("report.list.semicolon")) || "–"),
      cell(products.map(({ name }) => text(name)).join(say("report.list.semicolon")) || "–", {
        note: [...new Set(products.flatMap(({ tasks }) => tasks.map(text)))].join(say("report.list.semicolon")) || null,
      }),
      cell(owner === null ? "–" : text(owner), { note: nextDue(phrasing) }),
    ],
  }));
  return { title, lead: say("review.doc.proposed-lead"), table: table("proposed", title, columns, rows) };
}

/** Actions are for the next period: the review after it asks for them. */
function nextDue({ review, say }: ReviewPhrasing): string | null {
  const next = review.forecast.periods[review.number]?.period;
  return next === undefined ? null : say("review.doc.until", { period: next });
}
