/** `review CASE --quarter Q`: the value review of a period, as text or JSON. */
import { inLocale, type Model, review as reviewCase, reviewAsJson, type ValueReview } from "../index.ts";
import { formatMoney, formatNumber, formatPercent } from "../text/format.ts";
import { say } from "../text/say.ts";
import { visibleLine } from "../text/visible.ts";
import { basisLines } from "./basis-lines.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { settlementTable } from "./settle.ts";
import { table } from "./table.ts";
import { measured } from "./with-actuals.ts";

export async function review(io: Io, path: string, { quarter }: { readonly quarter: string }): Promise<ExitStatus> {
  const found = await measured(io, path, quarter);
  if (found === "usage") return exit.usage;
  if (!found) return exit.findings;
  const { assessment, actuals, period } = found;
  const reviewed = await reviewCase(assessment, actuals.history, period);
  if (io.json) {
    io.out(reviewAsJson(reviewed));
    return exit.clean;
  }
  const { locale } = io;
  const blocks = [
    [
      inLocale(assessment.kase.customer.name, locale),
      say(locale, "review.of", { period: reviewed.period }),
      basisLines(assessment.result, io),
      say(locale, "review.data", { fingerprint: reviewed.data.fingerprint, count: reviewed.data.measurements }),
    ].join("\n"),
    sums(reviewed, io),
    indicators(reviewed, assessment.model, io),
    missing(reviewed, io),
    forecast(reviewed, io),
    settlementTable(reviewed, io),
    actions(reviewed, assessment.model, io),
  ];
  io.out(`${blocks.filter(block => block !== "").join("\n\n")}\n`);
  return exit.clean;
}

function sums({ quarter, toDate, oneOffCash, currency }: ValueReview, io: Io): string {
  const { locale } = io;
  const money = (value: number | null) =>
    value === null ? say(locale, "word.gap") : formatMoney(value, currency, locale);
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? "–" : formatPercent(value, locale, 1);
  return table(
    [
      { head: say(locale, "review.net") },
      { head: say(locale, "review.realized"), align: "right" },
      { head: say(locale, "review.planned"), align: "right" },
      { head: say(locale, "review.realization"), align: "right" },
    ],
    [
      [say(locale, "review.period"), money(quarter.realized), money(quarter.planned), share(quarter.realization)],
      [say(locale, "review.to-date"), money(toDate.realized), money(toDate.planned), share(toDate.realization)],
      [say(locale, "review.one-off"), money(oneOffCash.realized), money(oneOffCash.planned), ""],
    ],
  );
}

function indicators({ indicators: all, currency }: ValueReview, model: Model, io: Io): string {
  const { locale } = io;
  const money = (value: number | null) => (value === null ? "–" : formatNumber(value, locale, 0));
  return table(
    [
      { head: say(locale, "column.indicator") },
      { head: say(locale, "agreement.baseline"), align: "right" },
      { head: say(locale, "review.planned-level"), align: "right" },
      { head: say(locale, "review.actual"), align: "right" },
      { head: say(locale, "agreement.target"), align: "right" },
      { head: say(locale, "review.progress"), align: "right" },
      { head: say(locale, "review.status") },
      { head: `${say(locale, "review.realized")} (${currency})`, align: "right" },
      { head: `${say(locale, "review.planned")} (${currency})`, align: "right" },
      { head: say(locale, "review.note") },
    ],
    all.map(each => {
      const isPercent = model.indicators.find(({ id }) => id === each.id)?.format === "percent";
      const level = (value: number | null) =>
        value === null ? "–" : isPercent ? formatPercent(value, locale, 1) : formatNumber(value, locale, 2);
      return [
        inLocale(each.name, locale),
        level(each.baseline),
        level(each.plannedLevel),
        level(each.actual),
        level(each.target),
        each.progress === null ? "–" : formatPercent(each.progress, locale, 0),
        say(locale, `status.${each.status}`),
        money(each.realized),
        money(each.planned),
        visibleLine(each.note ?? ""),
      ];
    }),
  );
}

function missing({ missing: open }: ValueReview, { locale }: Io): string {
  if (open.length === 0) return "";
  const lines = open.map(({ period, indicators: ids }) => `  ${period}: ${ids.join(", ")}`);
  return [say(locale, "review.missing"), ...lines].join("\n");
}

function forecast({ forecast: { planned, low, likely, high }, currency }: ValueReview, io: Io): string {
  const { locale } = io;
  const money = (value: number | null) =>
    value === null ? say(locale, "word.gap") : formatMoney(value, currency, locale);
  return say(locale, "review.forecast", {
    likely: money(likely),
    low: money(low),
    high: money(high),
    planned: money(planned),
  });
}

function actions({ actions: all, currency }: ValueReview, model: Model, io: Io): string {
  if (all.length === 0) return "";
  const { locale } = io;
  const named = (id: string) => inLocale(model.indicators.find(each => each.id === id)?.name ?? id, locale);
  return table(
    [
      { head: say(locale, "review.behind") },
      { head: `${say(locale, "review.shortfall")} (${currency})`, align: "right" },
      { head: say(locale, "review.levers") },
      { head: say(locale, "review.products") },
      { head: say(locale, "column.owner") },
    ],
    all.map(({ indicator, shortfall, levers, products, owner }) => [
      named(indicator),
      formatNumber(shortfall, locale, 0),
      levers.map(({ name }) => inLocale(name, locale)).join(" · "),
      products.map(({ name }) => inLocale(name, locale)).join(" · "),
      owner === null ? "–" : inLocale(owner, locale),
    ]),
  );
}
