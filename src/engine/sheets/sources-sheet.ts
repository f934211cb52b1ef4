/** Where the figures come from: sources with their grades, the arguments for attribution and confidence, what counts as what. */
import { words } from "../../text/say.ts";
import type { SheetPlan } from "../plan/plan.ts";
import { type PlanContext, sheet } from "./context.ts";

export function planSources(context: PlanContext): SheetPlan {
  const { model, rows } = context;
  const cells = sheet(context, "sources");
  cells.label(1, 1, words("sources.title"), "title", { across: 5 });
  cells.label(2, 1, words("sources.how"), "note", { across: 5 });
  let row = 4;
  const section = (title: ReturnType<typeof words>, heads: ReturnType<typeof words>[]) => {
    cells.label(row, 1, title, "section", { across: 5 });
    cells.labels(row + 1, 1, heads);
    row += 2;
  };
  section(words("sources.arguments"), [
    words("column.indicator"),
    words("sources.attribution-because"),
    words("sources.confidence-because"),
    words("sources.note"),
  ]);
  for (const { indicator } of rows) {
    cells.label(row, 1, indicator.name, "row-head", { origin: indicator.place });
    cells.label(row, 2, indicator.attribution.because, "source");
    cells.label(row, 3, indicator.confidence.because, "source");
    if (indicator.typical.note) cells.label(row, 4, indicator.typical.note, "source");
    row += 1;
  }
  row += 1;
  section(words("sources.sources"), [
    words("sources.id"),
    words("sources.publication"),
    words("sources.says"),
    words("sources.grade"),
    words("sources.address"),
  ]);
  const cited = new Set(
    rows.flatMap(({ indicator: { typical } }) => [
      ...typical.baseline.sources,
      ...typical.improvement.sources,
      ...typical.related,
    ]),
  );
  for (const source of model.sources.filter(({ id }) => cited.has(id))) {
    cells.label(row, 1, source.id, "row-head");
    cells.label(row, 2, source.publication, "source");
    cells.label(row, 3, source.says, "source");
    cells.label(row, 4, source.grade, "label");
    cells.label(row, 5, hostOf(source.url), "link", { link: source.url });
    row += 1;
  }
  row += 1;
  section(words("sources.grades"), [words("sources.grade"), words("sources.means")]);
  for (const grade of model.grades) {
    cells.label(row, 1, grade.id, "row-head");
    cells.label(row, 2, grade.means, "source");
    row += 1;
  }
  cells.label(row, 1, words("sources.estimate"), "row-head");
  cells.label(row, 2, words("sources.estimate-means"), "source");
  return cells.done({ name: words("sheet.sources"), columns: [30, 52, 56, 36, 30], freeze: { rows: 2, columns: 1 } });
}

/** www.example.org: what is worth reading of an address; the cell's link holds all of it. */
const hostOf = (url: string): string => /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? url;
