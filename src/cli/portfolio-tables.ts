/** The overview of a portfolio as text: tables by currency, then the ranking and its tiers. */
import type { CurrencyBlock, Overview, StageAmounts } from "../portfolio/overview/overview.ts";
import type { Sums, SumsByBasis } from "../portfolio/overview/sums.ts";
import type { Ranked } from "../portfolio/overview/tiers.ts";
import { type MoneyScale, moneyScale } from "../report/money-scale.ts";
import { formatNumber, formatPercent } from "../text/format.ts";
import { listed } from "../text/list.ts";
import { inLocale, type Locale, type Text } from "../text/locale.ts";
import { say, type TextKey } from "../text/say.ts";
import { visibleLine } from "../text/visible.ts";
import { clipped } from "../text/width.ts";
import { type Column, table } from "./table.ts";

export interface Shown {
  readonly folder: string;
  readonly quarter: string | undefined;
  readonly all: boolean;
  /** Names of the cases that could not be counted. */
  readonly failed: readonly string[];
}

/** Rows of customers that are printed unless all are wanted. */
const rowsShown = 20;
/** Columns of a terminal that a name may take. */
const widestName = 40;

export function overviewText(overview: Overview, shown: Shown, locale: Locale): string {
  const { counts, currencies } = overview;
  const { failed, quarter } = shown;
  const head = [
    say(locale, "portfolio.title", { folder: visibleLine(shown.folder) }),
    say(locale, "portfolio.counts", counts),
    quarter === undefined
      ? say(locale, "portfolio.until-measured")
      : say(locale, "portfolio.until", { quarter: visibleLine(quarter) }),
    ...(counts.incomplete > 0 ? [say(locale, "portfolio.incomplete", { n: counts.incomplete })] : []),
    ...(failed.length > 0
      ? [say(locale, "portfolio.failed", { n: failed.length, names: namesOf(failed, locale) })]
      : []),
    say(locale, "portfolio.how"),
  ];
  const ranking = overview.ranking.length > 0 ? rankingText(overview, shown, locale) : [];
  return [head.join("\n"), ...currencies.flatMap(each => blockText(each, shown, locale)), ...ranking].join("\n\n");
}

const namesOf = (names: readonly string[], locale: Locale): string =>
  `${inLocale(listed(names.slice(0, 5)), locale)}${names.length > 5 ? " …" : ""}`;

function blockText(block: CurrencyBlock, shown: Shown, locale: Locale): string[] {
  const { total, customers, industries, models, stages, currency } = block;
  const all = [total.committed, total.estimates].flatMap(each => [each?.totalBenefit ?? 0, each?.totalCost ?? 0]);
  const scale = moneyScale(Math.max(...all.map(Math.abs)), currency, locale);
  const section = (key: TextKey, text: string) => `${say(locale, key as "portfolio.by-customer")}\n${text}`;
  const customerRows = shown.all ? customers : customers.slice(0, rowsShown);
  const noIndustry = industries.every(({ industry }) => industry === null);
  return [
    `━━ ${say(locale, "portfolio.currency", { currency, unit: scale.name })} ━━`,
    totalTable(total, scale, locale),
    section(
      "portfolio.by-customer",
      groupTable("portfolio.customer", customerRows, ({ name }) => name, scale, locale),
    ) + more(customers.length - customerRows.length, locale),
    ...(noIndustry
      ? [say(locale, "portfolio.no-industry")]
      : [
          section(
            "portfolio.by-industry",
            groupTable(
              "portfolio.industry",
              industries,
              ({ industry }) => industry ?? say(locale, "portfolio.not-stated"),
              scale,
              locale,
            ),
          ),
        ]),
    ...(models.length > 1
      ? [
          section(
            "portfolio.by-model",
            groupTable(
              "portfolio.model",
              models,
              ({ model, name }) => `${inLocale(name, locale)} (${model})`,
              scale,
              locale,
            ),
          ),
        ]
      : []),
    section("portfolio.by-stage", stageTable(stages, models.length > 1, scale, locale)),
  ];
}

const more = (n: number, locale: Locale): string => (n > 0 ? `\n${say(locale, "portfolio.more", { n })}` : "");

const right = (head: string): Column => ({ head, align: "right" });

function totalTable({ committed, estimates }: SumsByBasis, scale: MoneyScale, locale: Locale): string {
  const money = moneyText(scale);
  const rows: [TextKey, (sums: Sums) => string][] = [
    ["portfolio.cases", ({ cases }) => formatNumber(cases, locale, 0)],
    ["portfolio.net-per-year", sums => money(sums.netBenefitPerYear)],
    ["portfolio.net-over-horizon", sums => money(sums.totalBenefit)],
    ["portfolio.investment", sums => money(sums.totalCost)],
    ["portfolio.output-per-input", sums => ratioText(sums.outputPerInput, locale)],
    ["portfolio.npv", sums => money(sums.npv)],
    ["portfolio.one-off", sums => money(sums.oneOffCash)],
    ["portfolio.measured", ({ measured }) => formatNumber(measured, locale, 0)],
    ["portfolio.realized", sums => money(sums.realized)],
    ["portfolio.planned-of-measured", sums => money(sums.plannedOfMeasured)],
    ["portfolio.realization", sums => shareText(sums.realization, locale)],
    ["portfolio.realized-per-cost", sums => ratioText(sums.realizedPerCost, locale)],
  ];
  return table(
    [
      { head: say(locale, "portfolio.figure") },
      right(say(locale, "portfolio.committed")),
      right(say(locale, "portfolio.estimates")),
    ],
    rows.map(([key, show]) => [
      say(locale, key as "portfolio.cases"),
      committed ? show(committed) : "–",
      estimates ? show(estimates) : "–",
    ]),
  );
}

/** A row for what is committed, and one for estimates, where there are any. */
function groupTable<G extends SumsByBasis>(
  head: TextKey,
  groups: readonly G[],
  nameOf: (group: G) => Text,
  scale: MoneyScale,
  locale: Locale,
): string {
  const money = moneyText(scale);
  const rows = groups.flatMap(group =>
    (["committed", "estimates"] as const).flatMap(basis => {
      const sums = group[basis];
      if (!sums) return [];
      return [
        [
          nameText(nameOf(group), locale),
          say(locale, `portfolio.${basis}`),
          formatNumber(sums.cases, locale, 0),
          money(sums.netBenefitPerYear),
          money(sums.totalBenefit),
          money(sums.totalCost),
          money(sums.npv),
          money(sums.realized),
          shareText(sums.realization, locale),
        ],
      ];
    }),
  );
  const heads = [
    "portfolio.cases",
    "portfolio.net-per-year",
    "portfolio.net-over-horizon",
    "portfolio.investment",
    "portfolio.npv",
    "portfolio.realized",
    "portfolio.realization",
  ] as const;
  return table(
    [
      { head: say(locale, head as "portfolio.customer") },
      { head: say(locale, "portfolio.basis") },
      ...heads.map(key => right(say(locale, key))),
    ],
    rows,
  );
}

function stageTable(stages: CurrencyBlock["stages"], withModel: boolean, scale: MoneyScale, locale: Locale): string {
  const money = moneyText(scale);
  const cells = (amounts: StageAmounts | null) => [
    money(amounts?.netBenefitPerYear ?? null),
    money(amounts?.realized ?? null),
  ];
  const both = (key: "committed" | "estimates") => [
    right(say(locale, `portfolio.${key}-per-year`)),
    right(say(locale, `portfolio.${key}-realized`)),
  ];
  return table(
    [
      { head: say(locale, "portfolio.stage") },
      ...(withModel ? [{ head: say(locale, "portfolio.model") }] : []),
      right(say(locale, "portfolio.cases")),
      ...both("committed"),
      ...both("estimates"),
    ],
    stages.map(({ name, model, committed, estimates }) => [
      nameText(name, locale),
      ...(withModel ? [model] : []),
      formatNumber((committed?.cases ?? 0) + (estimates?.cases ?? 0), locale, 0),
      ...cells(committed),
      ...cells(estimates),
    ]),
  );
}

function rankingText({ ranking, tiers, rankedBy }: Overview, { all }: Shown, locale: Locale): string[] {
  const rows = all ? ranking : ranking.slice(0, rowsShown);
  const ranked = table(
    [
      right(say(locale, "portfolio.rank")),
      { head: say(locale, "portfolio.customer") },
      { head: say(locale, "portfolio.tier") },
      { head: say(locale, "portfolio.basis") },
      { head: say(locale, "portfolio.currency-code") },
      right(say(locale, "portfolio.output-per-input")),
      right(say(locale, "portfolio.realized-per-cost")),
      right(say(locale, "portfolio.realization")),
    ],
    rows.map((each: Ranked) => [
      each.rank === null ? "–" : formatNumber(each.rank, locale, 0),
      nameText(each.name, locale),
      each.tier ?? "–",
      say(locale, each.basis === "committed" ? "portfolio.committed" : "portfolio.estimates"),
      each.currency,
      ratioText(each.outputPerInput, locale),
      ratioText(each.realizedPerCost, locale),
      shareText(each.realization, locale),
    ]),
  );
  const each = tiers.map(({ tier, from, customers }, index) => [
    tier,
    from === null
      ? say(locale, "portfolio.tier-below", { below: formatNumber(tiers[index - 1]?.from ?? 0, locale) })
      : say(locale, "portfolio.tier-from", { from: formatNumber(from, locale) }),
    formatNumber(customers, locale, 0),
  ]);
  const advice = tiers.map(({ tier, advice }) =>
    say(locale, "cli.labelled", { label: tier, value: say(locale, `portfolio.advice.${advice}`) }),
  );
  const unranked = ranking.filter(({ tier }) => tier === null).length;
  return [
    `━━ ${say(locale, "portfolio.ranking")} ━━`,
    ranked + more(ranking.length - rows.length, locale),
    table(
      [
        { head: say(locale, "portfolio.tier") },
        { head: say(locale, rankedBy === "planned" ? "portfolio.output-per-input" : "portfolio.realized-per-cost") },
        right(say(locale, "portfolio.customers")),
      ],
      each,
    ) + (unranked > 0 ? `\n${say(locale, "portfolio.unranked", { n: unranked })}` : ""),
    [say(locale, "portfolio.advice"), ...advice].join("\n"),
    say(locale, rankedBy === "planned" ? "portfolio.ranked-planned" : "portfolio.ranked-realized", {
      tiers: tiers.flatMap(({ from }) => from ?? []).join(","),
    }),
  ];
}

const moneyText =
  ({ amount }: MoneyScale) =>
  (value: number | null): string =>
    value === null ? "–" : amount(value);

const nameText = (name: Text, locale: Locale): string => clipped(visibleLine(inLocale(name, locale)), widestName);
const shareText = (value: number | null, locale: Locale): string =>
  value === null ? "–" : formatPercent(value, locale, 1);
const ratioText = (value: number | null, locale: Locale): string =>
  value === null ? "–" : formatNumber(value, locale, 2);
