/** Where the value arises: net benefit by stage and dimension, as a table whose cells are the darker the more they hold. */
import type { MatrixCell } from "../engine/result.ts";
import { type HeatLevel, heatLevels } from "./charts/heat-level.ts";
import { reasonForTotal } from "./gaps.ts";
import type { Phrasing } from "./phrasing.ts";
import type { Reference } from "./reference.ts";

export interface HeatCell {
  readonly text: string;
  readonly note: string | null;
  readonly level: HeatLevel | "gap" | "total";
  readonly reference: Reference | null;
}

export interface ValueMapView {
  readonly title: string;
  readonly lead: string;
  readonly caption: string;
  readonly stageLabel: string;
  readonly dimensions: readonly {
    readonly name: string;
    readonly asks: string;
    readonly lands: string;
    readonly owner: string;
  }[];
  readonly labels: { readonly total: string; readonly asks: string; readonly lands: string; readonly owner: string };
  readonly rows: readonly { readonly stage: string; readonly cells: readonly HeatCell[]; readonly total: HeatCell }[];
  readonly totals: readonly HeatCell[];
  readonly note: string;
  /** In words, the sheet of the workbook that the references lead to. */
  readonly sheet: string | null;
  /** Why some cells have no figure. */
  readonly gap: string | null;
}

export function valueMapView(phrasing: Phrasing): ValueMapView {
  const { model, result, say } = phrasing;
  const levels = heatLevels(result.matrix.map(each => each.net));
  const cells = new Map(
    result.matrix.map((each, index) => [
      `${each.stage}/${each.dimension}`,
      { ...each, level: levels[index] ?? "none" },
    ]),
  );
  const at = (stage: string, dimension: string) => cells.get(`${stage}/${dimension}`);
  const rows = model.stages.map(stage => {
    const row = model.dimensions.map(dimension => at(stage.id, dimension.id));
    return {
      stage: phrasing.text(stage.name),
      cells: row.map(each => heatCell(phrasing, each)),
      total: totalCell(phrasing, row),
    };
  });
  const columns = model.dimensions.map(dimension => model.stages.map(stage => at(stage.id, dimension.id)));
  const sheet = rows.flatMap(row => row.cells).find(each => each.reference)?.reference?.sheet ?? null;
  return {
    title: say("report.map.title"),
    sheet,
    lead: leadOf(phrasing),
    caption: say("report.map.caption", { unit: phrasing.scale.name }),
    stageLabel: say("report.map.stage"),
    dimensions: model.dimensions.map(dimension => ({
      name: phrasing.text(dimension.name),
      asks: phrasing.text(dimension.asks),
      lands: phrasing.text(dimension.lands),
      owner: phrasing.text(dimension.owner),
    })),
    labels: {
      total: say("report.total"),
      asks: say("report.map.asks"),
      lands: say("report.map.lands"),
      owner: say("report.map.owner"),
    },
    rows,
    totals: [...columns, columns.flat()].map(column => totalCell(phrasing, column)),
    note: say(result.agreement ? "report.map.note-agreed" : "report.map.note", { unit: phrasing.scale.name }),
    gap: result.matrix.some(each => each.count > 0 && each.net === null)
      ? say("report.cover.incomplete", { reason: reasonForTotal(phrasing, 3) })
      : null,
  };
}

function heatCell(phrasing: Phrasing, at: (MatrixCell & { readonly level: HeatLevel }) | undefined): HeatCell {
  const { say } = phrasing;
  const unpriced = at?.unpriced ?? 0;
  const without =
    unpriced === 0
      ? null
      : unpriced === 1
        ? say("report.map.unpriced-one")
        : say("report.map.unpriced", { count: unpriced });
  if (!at || at.count === 0) return { text: "–", note: without, level: "none", reference: null };
  const count = at.count === 1 ? say("report.map.one") : say("report.map.many", { count: at.count });
  const cash =
    at.oneOffNet !== null && at.oneOffNet !== 0
      ? say("report.map.cash", { cash: phrasing.scale.amount(at.oneOffNet) })
      : null;
  const note = [count, cash, without].filter(part => part !== null).join(say("report.list.semicolon"));
  return at.net === null
    ? { text: say("report.gap.cell"), note, level: "gap", reference: null }
    : {
        text: phrasing.scale.amount(at.net),
        note,
        level: at.level,
        reference: phrasing.reference(at.net, `matrix.${at.stage}.${at.dimension}.net`),
      };
}

/** The sum of what has a figure; where something chosen has none, it says so. */
function totalCell(phrasing: Phrasing, cells: readonly (MatrixCell | undefined)[]): HeatCell {
  const counted = cells.filter(each => each !== undefined && each.count > 0);
  if (counted.length === 0) return { text: "–", note: null, level: "total", reference: null };
  const known = counted.flatMap(each => each?.net ?? []);
  const isPartial = known.length < counted.length;
  if (known.length === 0) return { text: phrasing.say("report.gap.cell"), note: null, level: "gap", reference: null };
  const sum = known.reduce((total, net) => total + net, 0);
  return {
    text: phrasing.scale.amount(sum),
    note: isPartial ? phrasing.say("report.gap.partial") : null,
    level: "total",
    reference: null,
  };
}

function leadOf(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  const known = result.matrix.flatMap(each =>
    each.count > 0 && each.net !== null ? [{ ...each, net: each.net }] : [],
  );
  const [largest] = known.sort((a, b) => b.net - a.net);
  if (!largest || largest.net <= 0) return say("report.map.lead-none");
  const place = {
    stage: phrasing.stageName(largest.stage),
    dimension: phrasing.dimensionName(largest.dimension),
    net: phrasing.moneyShort(largest.net),
  };
  const total = known.reduce((sum, each) => sum + each.net, 0);
  return known.some(each => each.net < 0) || known.length < 2
    ? say("report.map.lead", place)
    : say("report.map.lead-share", { ...place, share: phrasing.percent(largest.net / total, 0) });
}
