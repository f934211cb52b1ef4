/** What is proposed and not yet agreed, beside what is committed: the figures of both, and each proposed indicator. */
import { type CaseResult, inLocale, type Model, openTermsOf, type PotentialResult } from "../index.ts";
import { formatNumber } from "../text/format.ts";
import { say } from "../text/say.ts";
import type { Io } from "./io.ts";
import { table } from "./table.ts";

/** Nothing for an estimate, and where all that is chosen is agreed. */
export function potentialBlock({ summary, potential, currency }: CaseResult, model: Model, io: Io): string {
  if (!potential || potential.indicators.length === 0) return "";
  const { locale } = io;
  const money = (value: number | null) => (value === null ? say(locale, "word.gap") : formatNumber(value, locale, 0));
  const row = (
    key: "summary.net-per-year" | "summary.one-off-cash" | "summary.total-benefit" | "summary.npv",
    of: (figures: Omit<PotentialResult, "indicators" | "together" | "complete">) => number | null,
  ) => [say(locale, key), ...[summary, potential, potential.together].map(figures => money(of(figures)))];
  const figures = table(
    [
      { head: say(locale, "summary.both-bases", { currency }) },
      { head: say(locale, "summary.committed"), align: "right" },
      { head: say(locale, "summary.potential"), align: "right" },
      { head: say(locale, "summary.together"), align: "right" },
    ],
    [
      row("summary.net-per-year", of => of.netBenefitPerYear),
      row("summary.one-off-cash", of => of.oneOffCash),
      row("summary.total-benefit", of => of.totalBenefit),
      row("summary.npv", of => of.npv),
    ],
  );
  const indicators = table(
    [
      { head: say(locale, "potential.title") },
      { head: `${say(locale, "cli.net-per-year")} (${currency})`, align: "right" },
      { head: say(locale, "summary.one-off-column"), align: "right" },
      { head: say(locale, "potential.open") },
    ],
    potential.indicators.map(each => [
      inLocale(model.indicators.find(({ id }) => id === each.id)?.name ?? each.id, locale),
      money(each.net),
      each.lines.some(line => line.recurrence === "one-off") ? money(each.oneOffNet) : "–",
      inLocale(openTermsOf(model, each.id, each.openTerms), locale),
    ]),
  );
  return [figures, indicators, say(locale, "cli.potential-how")].join("\n\n");
}
