/** `review CASE --quarter Q`: the value review of a period, as text or JSON; with `-o FILE`, as a document. */
import { inLocale, type Model, review as reviewCase, reviewAsJson, type ValueReview } from "../index.ts";
import { formatDate, formatMoney, formatNumber, formatPercent } from "../text/format.ts";
import { say } from "../text/say.ts";
import { visibleLine } from "../text/visible.ts";
import { basisLines } from "./basis-lines.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { settlementTable } from "./settle.ts";
import { reviewWriters } from "./review-document.ts";
import { table } from "./table.ts";
import { themeOf } from "./theme-of.ts";
import { measured } from "./with-actuals.ts";

export interface ReviewOptions {
  readonly quarter: string;
  /** The document; its ending says which kind. */
  readonly output?: string;
  /** Path of a theme's file. */
  readonly theme?: string;
}

export async function review(io: Io, path: string, options: ReviewOptions): Promise<ExitStatus> {
  return options.output === undefined
    ? printed(io, path, options.quarter)
    : written(io, path, { ...options, output: options.output });
}

async function written(
  io: Io,
  path: string,
  { quarter, output, theme: themePath }: ReviewOptions & { readonly output: string },
): Promise<ExitStatus> {
  const ending = /\.(\w+)$/.exec(output)?.[1]?.toLowerCase() ?? "";
  const write = Object.hasOwn(reviewWriters, ending) ? reviewWriters[ending] : undefined;
  if (!write) {
    const expected = Object.keys(reviewWriters)
      .map(each => `.${each}`)
      .join(" / ");
    io.err(`${say(io.locale, "cli.output-kind", { path: output, expected })}\n`);
    return exit.usage;
  }
  const theme = await themeOf(io, themePath);
  if (theme === "unusable") return exit.findings;
  const reviewing = async () => {
    const found = await measured(io, path, quarter);
    if (found === "usage") return exit.usage;
    if (!found) return exit.findings;
    const { assessment, actuals, period } = found;
    const { history } = actuals;
    return { assessment, history, period, reviewed: await reviewCase(assessment, history, period) };
  };
  return write(io, output, reviewing, theme);
}

async function printed(io: Io, path: string, quarter: string): Promise<ExitStatus> {
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
      ...goLiveLines(reviewed, io),
      say(locale, "review.data", { fingerprint: reviewed.data.fingerprint, count: reviewed.data.measurements }),
    ].join("\n"),
    sums(reviewed, io),
    indicators(reviewed, assessment.model, io),
    missing(reviewed, io),
    forecast(reviewed, io),
    settlementTable(reviewed, io),
    agreed(reviewed, io),
    actions(reviewed, assessment.model, io),
  ];
  io.out(`${blocks.filter(block => block !== "").join("\n\n")}\n`);
  return exit.clean;
}

/** Where another day of go-live than the planned one is stated. */
function goLiveLines({ goLive, toDate, currency }: ValueReview, { locale }: Io): string[] {
  if (goLive.actual === null) return [];
  const { timing } = toDate.difference;
  const days = goLive.daysLate ?? 0;
  return [
    say(locale, "review.go-live", {
      actual: formatDate(goLive.actual, locale),
      planned: formatDate(goLive.planned, locale),
      days: days > 0 ? `+${days}` : formatNumber(days, locale, 0),
      timing: timing === null ? say(locale, "word.gap") : formatMoney(timing, currency, locale),
    }),
  ];
}

function agreed({ agreedActions }: ValueReview, { locale }: Io): string {
  if (agreedActions.length === 0) return "";
  return table(
    [
      { head: say(locale, "review.agreed") },
      { head: say(locale, "column.indicator") },
      { head: say(locale, "column.owner") },
      { head: say(locale, "review.doc.due") },
      { head: say(locale, "review.doc.state") },
    ],
    agreedActions.map(({ what, indicatorName, owner, due, done, state }) => [
      visibleLine(inLocale(what, locale)),
      indicatorName === null ? say(locale, "review.doc.whole-project") : inLocale(indicatorName, locale),
      visibleLine(inLocale(owner, locale)),
      formatDate(due, locale),
      state === "done"
        ? say(locale, "review.doc.done-on", { date: formatDate(done ?? due, locale) })
        : say(locale, `review.doc.${state}`),
    ]),
  );
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
