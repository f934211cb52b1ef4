/** `portfolio FOLDER`: all cases below a folder together: sums by currency, who brings how much, service tiers by output per input. */
import { findingAsData, inReadingOrder } from "../index.ts";
import { endOfLabel } from "../portfolio/overview/end-of-label.ts";
import { overviewOf } from "../portfolio/overview/overview.ts";
import { portfolioCase } from "../portfolio/overview/portfolio-case.ts";
import { cutOffsFrom, type RankedBy, rankings, usualCutOffs } from "../portfolio/overview/tiers.ts";
import { say } from "../text/say.ts";
import { visibleLine } from "../text/visible.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { failuresText, readCases } from "./many-cases.ts";
import { overviewText } from "./portfolio-tables.ts";

export interface PortfolioOptions {
  /** The last quarter (month, year) that counts; each case up to its last measurement where it is left out. */
  readonly quarter?: string;
  readonly tiers?: string;
  readonly rank: string;
  /** Every row of every table. */
  readonly all?: boolean;
}

/** What the figures of the JSON mean; the text says it in the reader's language. */
const conventions = {
  money: "exact sums of cents, in each case's currency; currencies are never added",
  basis: "committed: what the parties agreed; estimates: cases without an agreement; never added",
  netBenefitPerYear: "recurring, net, at full effect",
  totalBenefit: "net, over the horizon, undiscounted, without one-off cash",
  totalCost: "investment over the horizon, initial included, undiscounted",
  outputPerInput: "totalBenefit / totalCost",
  realizedPerCost: "realized / planned cost to date, initial included",
  realization: "realized / planned of what was measured, to date",
} as const;

export async function portfolio(io: Io, folder: string, options: PortfolioOptions): Promise<ExitStatus> {
  const { locale } = io;
  const wrong = (option: string, value: string, expected: string): ExitStatus => {
    io.err(`${say(locale, "cli.option-wrong", { option, value, expected })}\n`);
    return exit.usage;
  };
  const until = options.quarter === undefined ? undefined : endOfLabel(options.quarter);
  if (options.quarter !== undefined && until === undefined)
    return wrong("--quarter", options.quarter, "2026Q3, 2026-09, 2026");
  const cutOffs = options.tiers === undefined ? usualCutOffs : cutOffsFrom(options.tiers);
  if (!cutOffs) return wrong("--tiers", options.tiers ?? "", "4,2,1");
  const by = rankings.find(each => each === options.rank);
  if (!by) return wrong("--rank", options.rank, rankings.join(", "));
  const read = await readCases(io, folder, open => portfolioCase(open, until));
  if (!read) return exit.findings;
  const failed = read.filter(({ made }) => made === undefined);
  const overview = overviewOf(
    read.flatMap(({ made }) => made ?? []),
    by satisfies RankedBy,
    cutOffs,
  );
  if (io.json) {
    const listed = failed.map(({ name, path, findings }) => ({
      name,
      path,
      findings: inReadingOrder(findings).map(each => findingAsData(each, locale)),
    }));
    const { cases, ...rest } = overview;
    const data = {
      quarter: options.quarter ?? null,
      until: until ?? null,
      conventions,
      ...rest,
      failed: listed,
      cases,
    };
    io.out(`${JSON.stringify(data, null, 2)}\n`);
  } else {
    if (failed.length > 0) io.err(`${failuresText(io, read)}\n\n`);
    const shown = { folder, quarter: options.quarter, all: options.all ?? false };
    io.out(`${overviewText(overview, { ...shown, failed: failed.map(({ name }) => visibleLine(name)) }, locale)}\n`);
  }
  return failed.length > 0 ? exit.findings : exit.clean;
}
