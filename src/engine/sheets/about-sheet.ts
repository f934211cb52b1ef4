/** The first sheet: whose case it is, what it stands on, whether it holds together, how to use it. */
import { formatDate } from "../../text/format.ts";
import { eachLocale, type Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { agreementResult, basisText, fingerprintText, openTermsText, signaturesText } from "../basis-text.ts";
import type { CellRef, Role, SheetPlan } from "../plan/plan.ts";
import { basisChoice } from "./basis.ts";
import { type PlanContext, sheet } from "./context.ts";
import { type SummarySheet, scenarioChoice } from "./summary-sheet.ts";

/** `sheets`: the others, in their order. */
export function planAbout(
  context: PlanContext,
  summary: SummarySheet,
  overall: CellRef,
  sheets: readonly SheetPlan[],
): SheetPlan {
  const { kase, model } = context;
  const cells = sheet(context, "about");
  cells.label(1, 1, kase.customer.name, "title", { across: 3 });
  cells.label(2, 1, words("about.subtitle", { model: model.name }), "subtitle", { across: 3 });
  cells.label(4, 1, words("about.checks"), "row-head");
  cells.formula(4, 2, overall, "flag", { format: "text" });
  const { on } = kase.prepared;
  const facts: [Text, Text][] = [
    ...basisFacts(context),
    [words("about.model"), `${model.id}@${model.version}`],
    ...(kase.vendor ? ([[words("about.vendor"), kase.vendor.name]] as [Text, Text][]) : []),
    ...(kase.prepared.by ? ([[words("about.prepared-by"), kase.prepared.by]] as [Text, Text][]) : []),
    ...(on ? ([[words("about.prepared-on"), eachLocale(locale => formatDate(on, locale))]] as [Text, Text][]) : []),
    [words("about.currency"), kase.customer.currency],
    [words("about.convention"), words(`convention.${kase.finance.convention}`)],
  ];
  facts.forEach(([title, text], index) => {
    cells.label(5 + index, 1, title, "row-head");
    cells.label(5 + index, 2, text, "label", { across: 2 });
  });
  let row = 6 + facts.length;
  const section = (title: Text) => {
    cells.label(row, 1, title, "section", { across: 3 });
    row += 1;
  };
  section(words("about.headlines"));
  if (kase.scenarios.length > 1) {
    const choice = scenarioChoice(context);
    cells.label(row, 1, words("summary.scenario"), "row-head", { link: choice });
    cells.formula(row, 2, choice, "result", { format: "text" });
    row += 1;
  }
  const basis = basisChoice(context);
  if (basis) {
    cells.label(row, 1, words("summary.counts"), "row-head", { link: basis });
    cells.formula(row, 2, basis, "result", { format: "text" });
    row += 1;
  }
  const headline = (title: Text, cell: CellRef, format: "money" | "percent" | "months", unit: Text) => {
    cells.label(row, 1, title, "row-head", { link: cell });
    cells.formula(row, 2, cell, "result", { format });
    cells.label(row, 3, unit, "unit");
    row += 1;
  };
  headline(words("summary.net-per-year"), summary.netPerYear, "money", context.currency);
  headline(words("summary.npv"), summary.without.npv, "money", context.currency);
  headline(words("summary.roi-nominal"), summary.without.roi, "percent", "%");
  headline(words("summary.payback"), summary.without.payback, "months", words("unit.months"));
  headline(words("summary.one-off-cash"), summary.oneOffCash, "money", context.currency);
  row += 1;
  section(words("about.use"));
  for (const line of ["about.use-inputs", "about.use-choose", "about.use-gaps", "about.use-trace"] as const) {
    cells.label(row, 1, words(line), "note", { across: 3 });
    row += 1;
  }
  row += 1;
  if (sheets.some(({ id }) => id === "terms")) {
    section(words("about.answer"));
    for (const line of ["terms.how-answer", "terms.how-value", "terms.how-try", "terms.how-back"] as const) {
      cells.label(row, 1, words(line), "note", { across: 3 });
      row += 1;
    }
    row += 1;
  }
  section(words("about.sheets"));
  for (const { id } of sheets.filter(({ hidden }) => !hidden)) {
    if (id === "about" || id === "words" || id === "manifest" || id === "fill-in") continue;
    cells.label(row, 1, words(`sheet.${id}`), "link", { link: { kind: "cell", sheet: id, row: 1, column: 1 } });
    cells.label(row, 2, words(`about.sheet-${id}`), "note", { across: 2 });
    row += 1;
  }
  row += 1;
  section(words("about.legend"));
  for (const [role, text] of [
    ["input", "about.legend-input"],
    ["calculated", "about.legend-calculated"],
    ["result", "about.legend-result"],
    ["check", "about.legend-check"],
  ] as const satisfies readonly [Role, `about.${string}`][]) {
    cells.label(row, 1, words(`${text}-name`), role);
    cells.label(row, 2, words(text), "source", { across: 2 });
    row += 1;
  }
  row += 1;
  section(words("about.conventions"));
  for (const line of ["gross", "net", "one-off", "discounting", "roi", "irr", "payback"] as const) {
    cells.label(row, 1, words(`about.convention-${line}`), "note", { across: 3 });
    row += 1;
  }
  if (kase.customer.note) cells.label(row + 1, 1, kase.customer.note, "note", { across: 3 });
  return cells.done({ name: words("sheet.about"), columns: [34, 34, 60], landscape: false, onePage: true });
}

/** What the figures stand on: an estimate, or the agreement, who signed it, and what it leaves open. */
function basisFacts({ standing }: PlanContext): [Text, Text][] {
  if (!standing) return [[words("about.basis"), basisText(null)]];
  const agreement = agreementResult(standing);
  const open = openTermsText(agreement);
  return [
    [words("about.basis"), basisText({ committed: standing.committed.size, potential: standing.potential.size })],
    [words("about.agreement"), fingerprintText(agreement)],
    [words("about.signatures"), signaturesText(agreement)],
    ...(open ? ([[words("about.open-terms"), open]] as [Text, Text][]) : []),
  ];
}
