/** Every driver the chosen indicators read, with its value, source, owner and date; and all that is still missing. */
import type { Driver } from "../model/model.ts";
import { driversReadBy, driverText } from "./formula-text.ts";
import { gapItem } from "./gaps.ts";
import type { Phrasing } from "./phrasing.ts";
import type { Reference } from "./reference.ts";
import { cell, column, type TableView, table } from "./table-view.ts";

export interface AssumptionsView {
  readonly title: string;
  readonly lead: string;
  readonly table: TableView | null;
  readonly gaps: { readonly title: string; readonly table: TableView } | null;
}

export function assumptionsView(phrasing: Phrasing): AssumptionsView {
  const { say } = phrasing;
  const drivers = driversUsed(phrasing);
  return {
    title: say("report.assumptions.title"),
    lead:
      drivers.length === 0
        ? say("report.assumptions.none")
        : say(phrasing.result.agreement ? "report.assumptions.lead-agreed" : "report.assumptions.lead"),
    table: drivers.length === 0 ? null : driverTable(phrasing, drivers),
    gaps: gapsView(phrasing),
  };
}

/** In the order of the model. */
export function driversUsed(phrasing: Phrasing): Driver[] {
  const used = new Set(
    phrasing.result.indicators.flatMap(each =>
      (phrasing.indicator(each.id)?.monetization ?? []).flatMap(line => driversReadBy(phrasing, line.formula)),
    ),
  );
  return phrasing.model.drivers.filter(driver => used.has(driver.id));
}

function driverTable(phrasing: Phrasing, drivers: readonly Driver[]): TableView {
  const { kase, say } = phrasing;
  const columns = [
    column(say("report.column.driver")),
    column(say("report.column.value"), "end"),
    column(say("report.column.unit")),
    column(say("report.column.source")),
    column(say("report.column.owner")),
    column(say("report.column.as-of")),
  ];
  const notStated = cell(say("report.not-stated"), { tone: "muted" });
  const rows = drivers.map(driver => {
    const given = kase.drivers.get(driver.id);
    const value = driverText(phrasing, driver.id);
    return {
      cells: [
        cell(phrasing.text(driver.name)),
        value === null
          ? cell(say("report.gap.value"), { tone: "gap" })
          : cell(value, { tone: "strong", reference: driverReference(phrasing, driver.id) }),
        cell(phrasing.unit(driver.shownAs)),
        given?.source === undefined ? notStated : cell(phrasing.text(given.source)),
        given?.owner === undefined ? notStated : cell(phrasing.text(given.owner)),
        given?.asOf === undefined ? notStated : cell(phrasing.date(given.asOf)),
      ],
    };
  });
  return table("drivers", say("report.assumptions.title"), columns, rows);
}

/** Of a driver with one value; one with a value per year has a cell for each. */
function driverReference(phrasing: Phrasing, id: string): Reference | null {
  const value = phrasing.kase.drivers.get(id)?.value ?? null;
  return typeof value === "number" ? phrasing.reference(value, id) : null;
}

function gapsView(phrasing: Phrasing): AssumptionsView["gaps"] {
  const { result, say } = phrasing;
  if (result.gaps.length === 0) return null;
  const columns = [column(say("report.column.missing")), column(say("report.column.affects"))];
  const rows = result.gaps.map(gap => ({
    cells: [
      cell(gapItem(phrasing, gap), { tone: "gap" }),
      cell(
        gap.indicators.length === 0
          ? say("report.gap.affects-totals")
          : gap.indicators.map(phrasing.indicatorName).join(say("report.list.comma")),
      ),
    ],
  }));
  const title = say("report.gap.title", { count: result.gaps.length });
  return { title, table: table("gaps", title, columns, rows) };
}
