/** The parts that charts add to a package: a drawing for each sheet that has some, the charts on it, and what ties them together. */
import type { Calculation } from "../../engine/calculation.ts";
import type { ChartPlan } from "../../engine/plan/chart-plan.ts";
import { inLocale, type Locale } from "../../text/locale.ts";
import { lineText } from "../../text/line-text.ts";
import type { Layout } from "../layout.ts";
import type { SheetNames } from "../../engine/plan/sheet-names.ts";
import { element, type Xml, xmlPart } from "../xml.ts";
import { ChartCells } from "./chart-cells.ts";
import { chartXml } from "./chart-xml.ts";

export interface ChartParts {
  /** Of each sheet, in their order: the drawing that it refers to, as its relations name it. */
  readonly drawings: readonly (string | undefined)[];
  readonly parts: ReadonlyMap<string, Xml>;
  /** What the package says of each part: its content type. */
  readonly contentTypes: ReadonlyMap<string, string>;
}

export interface ChartsWriting {
  readonly calculation: Calculation;
  readonly locale: Locale;
  readonly names: SheetNames;
  /** Of each sheet, in their order. */
  readonly layouts: readonly Layout[];
}

const types = {
  drawing: "application/vnd.openxmlformats-officedocument.drawing+xml",
  chart: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
} as const;
const officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
export const drawingRelation = `${officeRelations}/drawing`;

export function chartParts(writing: ChartsWriting): ChartParts {
  const parts = new Map<string, Xml>();
  const contentTypes = new Map<string, string>();
  let [drawingCount, chartCount] = [0, 0];
  const put = (path: string, kind: keyof typeof types, xml: Xml) => {
    parts.set(path, xml);
    contentTypes.set(`/${path}`, types[kind]);
  };
  const drawings = writing.calculation.plan.sheets.map((sheet, index) => {
    const charts = sheet.charts ?? [];
    const layout = writing.layouts[index];
    if (charts.length === 0 || !layout) return undefined;
    const cells = new ChartCells(sheet, writing.calculation, writing.locale, writing.names);
    const targets = charts.map(chart => {
      chartCount += 1;
      const drawing = { cells, locale: writing.locale, size: sizeOf(chart, layout) };
      put(`xl/charts/chart${chartCount}.xml`, "chart", chartXml(chart, drawing));
      return `../charts/chart${chartCount}.xml`;
    });
    drawingCount += 1;
    const name = `drawing${drawingCount}.xml`;
    put(`xl/drawings/${name}`, "drawing", drawingXml(charts, layout, writing.locale));
    parts.set(`xl/drawings/_rels/${name}.rels`, relations(targets));
    return `../drawings/${name}`;
  });
  return { drawings, parts, contentTypes };
}

const [pixelsPerDigit, pixelsPerRow] = [7, 20];

const pixelsOf = (width: number): number => width * pixelsPerDigit + 5;

function sizeOf({ over: { from, to } }: ChartPlan, { columnWidths }: Layout): { width: number; height: number } {
  const width = columnWidths.slice(from.column - 1, to.column).reduce((sum, each) => sum + pixelsOf(each), 0);
  return { width, height: (to.row - from.row + 1) * pixelsPerRow };
}

function relations(targets: readonly string[]): Xml {
  const each = targets.map((target, index) =>
    element("Relationship", { Id: `rId${index + 1}`, Type: `${officeRelations}/chart`, Target: target }),
  );
  const xmlns = "http://schemas.openxmlformats.org/package/2006/relationships";
  return xmlPart(element("Relationships", { xmlns }, ...each));
}

function drawingXml(charts: readonly ChartPlan[], layout: Layout, locale: Locale): Xml {
  const namespaces = {
    "xmlns:xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
  };
  return xmlPart(
    element("xdr:wsDr", namespaces, ...charts.map((chart, index) => anchor(chart, index, layout, locale))),
  );
}

/** Moves with its cells but keeps its size; not locked with the sheet, so that it can be copied and restyled. */
function anchor(chart: ChartPlan, index: number, { columnWidths }: Layout, locale: Locale): Xml {
  const { from, to } = chart.over;
  const lastWidth = Math.round(pixelsOf(columnWidths[to.column - 1] ?? 0) * unitsPerPixel);
  const text = (of: ChartPlan["title"]) => lineText(inLocale(of, locale), 1000);
  const identity = { id: index + 2, name: text(chart.title), descr: text(chart.alternative) };
  const frame = element(
    "xdr:graphicFrame",
    { macro: "" },
    element("xdr:nvGraphicFramePr", {}, element("xdr:cNvPr", identity), element("xdr:cNvGraphicFramePr", {})),
    element("xdr:xfrm", {}, element("a:off", { x: 0, y: 0 }), element("a:ext", { cx: 0, cy: 0 })),
    element("a:graphic", {}, graphic(index)),
  );
  return element(
    "xdr:twoCellAnchor",
    { editAs: "oneCell" },
    corner("xdr:from", from.column - 1, from.row - 1, [inset, inset]),
    corner("xdr:to", to.column - 1, to.row, [lastWidth - inset, 0]),
    frame,
    element("xdr:clientData", { fLocksWithSheet: 0 }),
  );
}

const unitsPerPixel = 9525;
const inset = 3 * unitsPerPixel;

function corner(name: string, column: number, row: number, [right, down]: readonly [number, number]): Xml {
  const place = { "xdr:col": column, "xdr:colOff": right, "xdr:row": row, "xdr:rowOff": down };
  return element(name, {}, ...Object.entries(place).map(([key, number]) => element(key, {}, String(number))));
}

function graphic(index: number): Xml {
  const uri = "http://schemas.openxmlformats.org/drawingml/2006/chart";
  return element(
    "a:graphicData",
    { uri },
    element("c:chart", { "xmlns:c": uri, "xmlns:r": officeRelations, "r:id": `rId${index + 1}` }),
  );
}
