/** `calc CASE`: headline figures, per indicator and per year. */
import { conventionNames, isConvention, underConvention } from "../case/conventions.ts";
import { type CaseResult, calculate, type Headlines, inLocale, type Model } from "../index.ts";
import { formatMoney, formatNumber, formatPercent } from "../text/format.ts";
import { say, type TextKey } from "../text/say.ts";
import { basisLines } from "./basis-lines.ts";
import { levelsBlock, tablesBlock, warningsBlock } from "./data-blocks.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { potentialBlock } from "./potential-block.ts";
import { table } from "./table.ts";
import { assess, withScenario } from "./with-case.ts";

export interface CalcOptions {
  /** The same case under another convention; as text, the two side by side. */
  readonly convention?: string;
  /** All figures of this scenario. */
  readonly scenario?: string;
}

export function calc(io: Io, path: string, options: CalcOptions): Promise<ExitStatus> {
  return withScenario(io, () => calculated(io, path, options));
}

async function calculated(io: Io, path: string, { convention, scenario }: CalcOptions): Promise<ExitStatus> {
  if (convention !== undefined && !isConvention(convention)) {
    const values = { option: "--convention", value: convention, expected: conventionNames.join(", ") };
    io.err(`${say(io.locale, "cli.option-wrong", values)}\n`);
    return exit.usage;
  }
  const assessment = await assess(io, path, scenario);
  if (!assessment) return exit.findings;
  const { model, kase, ledger } = assessment;
  const other =
    convention === undefined ? undefined : (await calculate(model, underConvention(kase, convention), ledger)).result;
  if (other && !io.json) {
    const basis = basisLines(other, io);
    io.out(`${inLocale(kase.customer.name, io.locale)}\n${basis}\n\n${compared([assessment.result, other], io)}\n`);
    return exit.clean;
  }
  const result = other ?? assessment.result;
  if (io.json) io.out(`${JSON.stringify(result, null, 2)}\n`);
  else
    io.out(
      `${inLocale(kase.customer.name, io.locale)}\n${basisLines(result, io)}\n\n${printResult(result, model, io)}\n`,
    );
  return exit.clean;
}

/** The headline figures of one case under several conventions, without one-off cash. */
function compared(results: readonly CaseResult[], io: Io): string {
  const { locale } = io;
  const gap = say(locale, "word.gap");
  const row = (
    key: "summary.npv" | "summary.roi-nominal" | "summary.roi-present-value" | "summary.benefit-cost-ratio",
    of: (result: CaseResult) => string,
  ) => [say(locale, key), ...results.map(of)];
  const percent = (value: number | null) => (value === null ? gap : formatPercent(value, locale, 1));
  const figures = table(
    [
      { head: say(locale, "about.convention") },
      ...results.map(({ conventions: used }) => ({ head: used.name, align: "right" as const })),
    ],
    [
      row("summary.npv", ({ summary: { npv }, currency }) => (npv === null ? gap : formatMoney(npv, currency, locale))),
      row("summary.roi-nominal", ({ summary }) => percent(summary.roi.nominal)),
      row("summary.roi-present-value", ({ summary }) => percent(summary.roi.presentValue)),
      row("summary.benefit-cost-ratio", ({ summary: { benefitCostRatio: ratio } }) =>
        ratio === null ? gap : formatNumber(ratio, locale, 2),
      ),
      [
        say(locale, "cli.leading-roi"),
        ...results.map(({ conventions: used }) =>
          say(locale, used.roi === "nominal" ? "summary.roi-nominal" : "summary.roi-present-value"),
        ),
      ],
    ],
  );
  const names = results.map(({ conventions: used }) => say(locale, `convention.${used.name}`));
  return `${figures}\n\n${[...new Set(names)].join("\n")}`;
}

/** Headlines, indicators, years and what is missing, as text. */
export function printResult(result: CaseResult, model: Model, io: Io): string {
  const blocks = [
    headlines(result, io),
    indicators(result, model, io),
    levelsBlock(result, model, io),
    tablesBlock(result, model, io),
    warningsBlock(result, io),
    potentialBlock(result, model, io),
    years(result, io),
    scenarios(result, io),
    published(result, io),
    conventions(result, io),
    gaps(result, io),
  ];
  return blocks.filter(block => block !== "").join("\n\n");
}

function headlines({ summary, currency }: CaseResult, io: Io): string {
  const { locale } = io;
  const gap = say(locale, "word.gap");
  const money = (value: number | null) => (value === null ? gap : formatMoney(value, currency, locale));
  const percent = (value: number | null) => (value === null ? gap : formatPercent(value, locale, 1));
  const row = (key: TextKey, show: (view: Headlines) => string) => [
    say(locale, key as "summary.npv"),
    show(summary),
    show(summary.includingCash),
  ];
  const both = table(
    [
      { head: say(locale, "summary.figure") },
      { head: say(locale, "summary.without"), align: "right" },
      { head: say(locale, "summary.including"), align: "right" },
    ],
    [
      row("summary.npv", view => money(view.npv)),
      row("summary.irr", view =>
        view.irrState === "none"
          ? say(locale, "word.no_root")
          : view.irrState === "several"
            ? say(locale, "word.several_roots")
            : percent(view.irr),
      ),
      row("summary.roi-nominal", view => percent(view.roi.nominal)),
      row("summary.roi-present-value", view => percent(view.roi.presentValue)),
      row("summary.benefit-cost-ratio", view =>
        view.benefitCostRatio === null ? gap : formatNumber(view.benefitCostRatio, locale, 2),
      ),
      row("summary.payback", view => payback(view.payback, io)),
      row("summary.discounted-payback", view => payback(view.discountedPayback, io)),
      row("summary.total-benefit", view => money(view.totalBenefit)),
      row("summary.total-cost", view => money(view.totalCost)),
    ],
  );
  const perYear = table(
    [{ head: say(locale, "cli.at-full-effect") }, { head: currency, align: "right" }],
    [
      [say(locale, "summary.gross-per-year"), money(summary.grossBenefitPerYear)],
      [say(locale, "summary.net-per-year"), money(summary.netBenefitPerYear)],
      [say(locale, "summary.one-off-cash"), money(summary.oneOffCash)],
    ],
  );
  return `${both}\n\n${perYear}`;
}

function payback({ state, months }: Headlines["payback"], io: Io): string {
  if (state === null) return say(io.locale, "word.gap");
  if (state === "not-reached") return say(io.locale, "word.not_reached");
  if (state === "no-investment") return say(io.locale, "word.no_investment");
  return say(io.locale, "cli.months", { n: formatNumber(months ?? 0, io.locale, 1) });
}

function indicators({ indicators: chosen, currency }: CaseResult, model: Model, io: Io): string {
  if (chosen.length === 0) return "";
  const { locale } = io;
  const gap = say(locale, "word.gap");
  const money = (value: number | null) => (value === null ? gap : formatNumber(value, locale, 0));
  const percent = (value: number | null) => (value === null ? gap : formatPercent(value, locale));
  return table(
    [
      { head: say(locale, "column.indicator") },
      { head: `${say(locale, "value.gross-yearly")} (${currency})`, align: "right" },
      { head: say(locale, "value.overlap-kept"), align: "right" },
      { head: say(locale, "agreement.attribution"), align: "right" },
      { head: say(locale, "agreement.confidence"), align: "right" },
      { head: say(locale, "cli.net-per-year"), align: "right" },
      { head: say(locale, "summary.one-off-column"), align: "right" },
    ],
    chosen.map(each => [
      inLocale(model.indicators.find(({ id }) => id === each.id)?.name ?? each.id, locale),
      ...(each.lines.length === 0
        ? ["–", "–", "–", "–", "–"]
        : [
            money(each.gross),
            percent(each.overlap),
            percent(each.attribution),
            percent(each.confidence),
            money(each.net),
          ]),
      each.lines.some(line => line.recurrence === "one-off") ? money(each.oneOffNet) : "–",
    ]),
  );
}

function years({ years: flows, currency }: CaseResult, io: Io): string {
  const { locale } = io;
  const money = (value: number | null) => (value === null ? say(locale, "word.gap") : formatNumber(value, locale, 0));
  const heads = ["cash.benefit", "cash.cost", "cash.net", "cash.cumulative", "cash.one-off"] as const;
  return table(
    [{ head: currency }, ...heads.map(key => ({ head: say(locale, key), align: "right" as const }))],
    flows.map(flow => [
      flow.year === 0 ? say(locale, "cash.build") : say(locale, "unit.year-n", { n: flow.year }),
      money(flow.benefit),
      money(flow.cost),
      money(flow.net),
      money(flow.cumulative),
      money(flow.oneOffCash),
    ]),
  );
}

/** The scenarios side by side, without one-off cash. */
function scenarios({ scenarios: all, scenario, currency }: CaseResult, io: Io): string {
  if (all.length === 0) return "";
  const { locale } = io;
  const gap = say(locale, "word.gap");
  const money = (value: number | null) => (value === null ? gap : formatNumber(value, locale, 0));
  const percent = (value: number | null) => (value === null ? gap : formatPercent(value, locale, 1));
  const shown = all.find(({ id }) => id === scenario);
  const side = table(
    [
      { head: say(locale, "cli.scenario") },
      { head: `${say(locale, "cli.net-per-year")} (${currency})`, align: "right" },
      { head: `${say(locale, "summary.npv")} (${currency})`, align: "right" },
      { head: say(locale, "summary.roi-nominal"), align: "right" },
      { head: say(locale, "summary.roi-present-value"), align: "right" },
      { head: say(locale, "summary.payback"), align: "right" },
    ],
    all.map(each => [
      inLocale(each.name, locale),
      money(each.netBenefitPerYear),
      money(each.npv),
      percent(each.roi.nominal),
      percent(each.roi.presentValue),
      payback(each.payback, io),
    ]),
  );
  const names = say(locale, "cli.scenario-shown", { scenario: shown?.name ?? scenario });
  return `${side}\n\n${names}`;
}

/** What a study prints beside what is calculated. */
function published({ published: all }: CaseResult, io: Io): string {
  if (all.length === 0) return "";
  const { locale } = io;
  return table(
    [
      { head: say(locale, "cli.published") },
      { head: say(locale, "cli.printed"), align: "right" },
      { head: say(locale, "cli.calculated"), align: "right" },
      { head: say(locale, "cli.agrees") },
    ],
    all.map(({ figure, prints, calculated, agrees, because }) => [
      figure,
      prints,
      calculated === null
        ? say(locale, "word.gap")
        : /%/.test(prints)
          ? formatPercent(calculated, locale, decimals(prints) + 1)
          : formatNumber(calculated, locale, decimals(prints) + 1),
      agrees ? say(locale, "word.yes") : because ? inLocale(because, locale) : say(locale, "word.no"),
    ]),
  );
}

/** Decimals that a figure is printed with. */
const decimals = (prints: string): number => /\.(\d+)/.exec(prints)?.[1]?.length ?? 0;

function conventions({ conventions: used }: CaseResult, io: Io): string {
  const { locale } = io;
  const rate =
    used.discountRateYearly === null ? say(locale, "word.gap") : formatPercent(used.discountRateYearly, locale);
  const labelled = (key: "about.convention" | "inputs.discount-rate", value: string) =>
    say(locale, "cli.labelled", { label: say(locale, key), value });
  return [
    labelled("about.convention", say(locale, `convention.${used.name}`)),
    labelled("inputs.discount-rate", rate),
  ].join("\n");
}

function gaps({ gaps: found, complete }: CaseResult, io: Io): string {
  if (found.length === 0) return "";
  const lines = found.map(({ input, reason, error, indicators: held }) =>
    say(io.locale, reason === "missing" ? "cli.gap-missing" : "cli.gap-failed", {
      input,
      error: error ?? "",
      indicators: held.join(", ") || "–",
    }),
  );
  return [say(io.locale, complete ? "cli.gaps-candidates" : "cli.gaps"), ...lines.map(line => `  ${line}`)].join("\n");
}
