/** What can be wrong in a metric model as a whole: ids, references, ranges, loops, formulas. Units are checked in `units.ts`. */
import { closest } from "../finding/closest.ts";
import { error, type Finding, type Place, warning } from "../finding/finding.ts";
import { percentText } from "../text/format.ts";
import { type TextKey, words } from "../text/say.ts";
import { checkFormulas } from "./check-formulas.ts";
import { checkTables } from "./check-tables.ts";
import { findLoop } from "./find-loop.ts";
import { looksLikeAddress } from "./formula/parse.ts";
import type { Formula, Model } from "./model.ts";
import type { ListName, PlaceIn } from "./place-in.ts";
import { measureNames } from "./quantities.ts";

/** Every finding that needs more than one field to see. `placeIn` tells where the item of a list, or a part of it, was written. */
export function checkModel(model: Model, placeIn: PlaceIn): Finding[] {
  return [
    ...checkIds(model, placeIn),
    ...checkReferences(model, placeIn),
    ...checkShares(model, placeIn),
    ...checkOverlapLoops(model),
    ...checkFormulas(model, placeIn),
    ...checkTables(model, placeIn),
  ];
}

const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const snake = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
/** Names the workbook itself uses, that formulas read, or that terms of an agreement have. A test holds them against the names of a plan. */
export const reservedNames: ReadonlySet<string> = new Set([
  ...["baseline", "target", "prior", "true", "false", "r", "c"],
  ...["gap", "yes", "no", "passed", "failed", "year_end", "mid_year", "period_end"],
  ...["reached", "not_reached", "no_investment", "one_root", "no_root", "several_roots"],
  ...["discount_rate", "discounting", "periods_per_year", "scenario", "shown_scenario", "all_checks"],
  ...["absent", "no_warning", "warning", "agrees", "differs"],
  ...["basis", "agreed", "proposed", "committed_only", "with_proposed"],
  ...["ramp", "calendar"],
  ...["npv", "irr", "roi_nominal", "roi_present_value", "benefit_cost_ratio", "payback_months"],
]);

/** Whether the workbook needs the name for itself, or for a scenario, a term or a gross benefit of the model's indicators. */
function isReserved(id: string, model: Model): boolean {
  if (reservedNames.has(id) || /^(scenario|level)_/.test(id)) return true;
  if (measureNames(model).some(name => name.replaceAll(".", "_") === id)) return true;
  return model.indicators.some(indicator => {
    const own = indicator.id.replaceAll("-", "_");
    const rest = id.startsWith(`${own}_`) ? id.slice(own.length + 1) : undefined;
    return rest !== undefined && (/_?gross$/.test(rest) || termNames.has(rest));
  });
}

const termNames: ReadonlySet<string> = new Set([
  "chosen",
  "baseline",
  "target",
  "target_shown",
  "attribution",
  "confidence",
]);

function checkIds(model: Model, placeIn: PlaceIn): Finding[] {
  const findings: Finding[] = [];
  const unique = (
    list: ListName,
    items: readonly { id: string }[],
    rule?: "kebab" | "snake",
    taken?: Map<string, Place>,
  ) => {
    const first = taken ?? new Map<string, Place>();
    items.forEach(({ id }, index) => {
      const place = placeIn(list, index, "id");
      const before = first.get(id);
      if (before) findings.push(error("duplicate-id", place, { id, first: `${before.file}:${before.line}` }));
      else first.set(id, place);
      if (rule === "kebab" && !kebab.test(id))
        findings.push(error("id-shape", place, { id, rule: words("rule.kebab"), example: "first-time-fix-rate" }));
      if (rule === "snake" && (!snake.test(id) || looksLikeAddress(id))) {
        findings.push(error("id-shape", place, { id, rule: words("rule.snake"), example: "annual_visits" }));
      } else if (rule === "snake" && isReserved(id, model)) {
        findings.push(error("id-shape", place, { id, rule: words("rule.reserved"), example: "annual_visits" }));
      }
    });
  };
  const namesTaken = new Map<string, Place>();
  unique("drivers", model.drivers, "snake", namesTaken);
  unique("rows", model.rows, "snake", namesTaken);
  unique("costs", model.costs, "kebab");
  unique("tables", model.tables);
  unique("warnings", model.warnings, "kebab");
  unique("indicators", model.indicators, "kebab");
  unique("stages", model.stages, "kebab");
  unique("dimensions", model.dimensions);
  unique("units", model.units);
  unique("grades", model.grades);
  unique("tasks", model.tasks);
  unique("sources", model.sources);
  unique("overlap-groups", model.overlapGroups);
  unique("service-products", model.serviceProducts, "kebab");
  model.indicators.forEach(({ monetization }, index) => {
    const seen = new Map<string, Place>();
    monetization.forEach(({ id }, line) => {
      const place = placeIn("indicators", index, "monetization", line, "id");
      const before = seen.get(id);
      if (before) findings.push(error("duplicate-id", place, { id, first: `${before.file}:${before.line}` }));
      seen.set(id, place);
      if (!kebab.test(id))
        findings.push(error("id-shape", place, { id, rule: words("rule.kebab"), example: "avoided-visits" }));
    });
  });
  return findings;
}

function checkReferences(model: Model, placeIn: PlaceIn): Finding[] {
  const findings: Finding[] = [];
  const known = (kind: Extract<TextKey, `kind.${string}`>, items: readonly { id: string }[]) => {
    const ids = new Set(items.map(({ id }) => id));
    return (id: string, place: () => Place) => {
      if (!ids.has(id))
        findings.push(error("unknown-reference", place(), { kind: words(kind), id, suggestion: closest(id, ids) }));
    };
  };
  const stage = known("kind.stage", model.stages);
  const dimension = known("kind.dimension", model.dimensions);
  const source = known("kind.source", model.sources);
  const grade = known("kind.grade", model.grades);
  const indicator = known("kind.indicator", model.indicators);
  const driver = known("kind.driver", model.drivers);
  const group = known("kind.group", model.overlapGroups);
  const task = known("kind.task", model.tasks);
  model.indicators.forEach((each, index) => {
    const at =
      (...steps: (string | number)[]) =>
      () =>
        placeIn("indicators", index, ...steps);
    stage(each.stage, at("stage"));
    dimension(each.dimension, at("dimension"));
    each.groups.forEach((id, n) => void group(id, at("groups", n)));
    each.typical.baseline.sources.forEach((id, n) => void source(id, at("typical", "baseline", "sources", n)));
    each.typical.improvement.sources.forEach((id, n) => void source(id, at("typical", "improvement", "sources", n)));
    each.typical.related.forEach((id, n) => void source(id, at("typical", "related", n)));
  });
  model.sources.forEach((each, index) => void grade(each.grade, () => placeIn("sources", index, "grade")));
  model.overlaps.forEach(({ keep, reduce }, index) => {
    indicator(keep, () => placeIn("overlaps", index, "keep"));
    indicator(reduce, () => placeIn("overlaps", index, "reduce"));
  });
  model.overlapGroups.forEach(({ members }, index) => {
    members.forEach((id, n) => void indicator(id, () => placeIn("overlap-groups", index, "members", n)));
  });
  model.levers.forEach((each, index) => {
    stage(each.stage, () => placeIn("levers", index, "stage"));
    each.moves.forEach(
      (move, n) => void indicator(move.indicator, () => placeIn("levers", index, "moves", n, "indicator")),
    );
  });
  model.serviceProducts.forEach((each, index) => {
    each.tasks.forEach((id, n) => void task(id, () => placeIn("service-products", index, "tasks", n)));
    each.indicators.forEach((id, n) => void indicator(id, () => placeIn("service-products", index, "indicators", n)));
    each.stages.forEach((id, n) => void stage(id, () => placeIn("service-products", index, "stages", n)));
  });
  model.examples.forEach((each, index) => {
    indicator(each.indicator, () => placeIn("examples", index, "indicator"));
    for (const id of Object.keys(each.drivers)) driver(id, () => placeIn("examples", index, "drivers", id));
    const lines = model.indicators.find(({ id }) => id === each.indicator)?.monetization;
    if (lines) known("kind.line", lines)(each.line, () => placeIn("examples", index, "line"));
  });
  const table = known("kind.table", model.tables);
  model.examples.forEach((each, index) => {
    for (const id of Object.keys(each.tables)) table(id, () => placeIn("examples", index, "tables", id));
  });
  model.levelExamples.forEach((each, index) => {
    indicator(each.indicator, () => placeIn("level-examples", index, "indicator"));
    for (const id of Object.keys(each.drivers)) driver(id, () => placeIn("level-examples", index, "drivers", id));
    for (const id of Object.keys(each.tables)) table(id, () => placeIn("level-examples", index, "tables", id));
  });
  return findings;
}

function checkShares(model: Model, placeIn: PlaceIn): Finding[] {
  const findings: Finding[] = [];
  const share = (fieldName: string, value: number, place: () => Place) => {
    if (value < 0 || value > 1)
      findings.push(error("share-range", place(), { field: fieldName, found: percentText(value) }));
  };
  model.indicators.forEach((each, index) => {
    share("attribution", each.attribution.share, () => placeIn("indicators", index, "attribution", "share"));
    share("confidence", each.confidence.share, () => placeIn("indicators", index, "confidence", "share"));
  });
  model.overlaps.forEach(
    ({ factor }, index) => void share("factor", factor, () => placeIn("overlaps", index, "factor")),
  );
  model.costs.forEach(({ riskAdjustment }, index) => {
    share("risk-adjustment", riskAdjustment, () => placeIn("costs", index, "risk-adjustment"));
  });
  const read = new Set(formulasOf(model).flatMap(({ text }) => text.match(/[a-z][a-z0-9_]*/g) ?? []));
  model.drivers.forEach(({ id }, index) => {
    if (!read.has(id)) findings.push(warning("driver-unused", placeIn("drivers", index, "id")));
  });
  return findings;
}

/** Every formula of a model. */
function formulasOf({ indicators, rows, costs, tables, warnings }: Model): Formula[] {
  return [
    ...indicators.flatMap(({ monetization, measure }) => [
      ...monetization.map(({ formula }) => formula),
      ...(measure ? [measure.formula] : []),
    ]),
    ...rows.map(({ formula }) => formula),
    ...costs.flatMap(({ initial, yearly }) => [initial, yearly].filter(each => each !== undefined)),
    ...tables.flatMap(({ columns, measures }) => [
      ...columns.flatMap(column => (column.kind === "calculated" ? [column.formula] : [])),
      ...measures.map(({ formula }) => formula),
    ]),
    ...warnings.map(({ when }) => when),
  ];
}

function checkOverlapLoops(model: Model): Finding[] {
  const loop = findLoop(model.overlaps.map(({ keep, reduce }) => [keep, reduce] as const));
  if (!loop) return [];
  const [from, to] = loop.slice(-2);
  const pair = model.overlaps.find(each => each.keep === from && each.reduce === to);
  return pair ? [error("overlap-loop", pair.place, { cycle: loop.join(" → ") })] : [];
}
