/** `settle CASE --quarter Q`: what is shared of the realized value, period by period and for the year to date. */
import { review as reviewCase, type ValueReview } from "../index.ts";
import { formatMoney, formatPercent } from "../text/format.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { table } from "./table.ts";
import { measured } from "./with-actuals.ts";

export async function settle(io: Io, path: string, { quarter }: { readonly quarter: string }): Promise<ExitStatus> {
  const found = await measured(io, path, quarter);
  if (found === "usage") return exit.usage;
  if (!found) return exit.findings;
  const reviewed = await reviewCase(found.assessment, found.actuals.history, found.period);
  if (io.json)
    io.out(
      `${JSON.stringify({ period: reviewed.period, currency: reviewed.currency, settlement: reviewed.settlement }, null, 2)}\n`,
    );
  else io.out(`${settlementTable(reviewed, io) || say(io.locale, "settle.none")}\n`);
  return exit.clean;
}

export function settlementTable({ settlement, currency }: ValueReview, { locale }: Io): string {
  if (!settlement) return "";
  const money = (value: number) => formatMoney(value, currency, locale, 2);
  const heads = ["settle.earned", "settle.withheld", "settle.fee-due", "settle.loss", "settle.to-vendor"] as const;
  const amounts = table(
    [
      { head: say(locale, "settle.title") },
      { head: say(locale, "settle.year-to-date"), align: "right" },
      { head: say(locale, "settle.rule") },
      ...heads.map(key => ({ head: say(locale, key), align: "right" as const })),
    ],
    settlement.map(({ period, inPeriod, yearToDate }) => [
      period,
      yearToDate.realization === null ? "–" : formatPercent(yearToDate.realization, locale, 1),
      say(locale, inPeriod.rule === "loss" ? "settle.loss-rule" : `settle.${inPeriod.rule}`),
      money(inPeriod.earned),
      money(inPeriod.withheld),
      money(inPeriod.feeDue),
      money(inPeriod.lossBorne),
      money(inPeriod.toVendor),
    ]),
  );
  const open = settlement.at(-1)?.unmeasured ?? [];
  if (open.length === 0) return amounts;
  const lines = open.map(({ period, indicators }) => `  ${period}: ${indicators.join(", ")}`);
  return [amounts, "", say(locale, "settle.provisional"), ...lines].join("\n");
}
