/** A planned chart as a DrawingML part: bound to its cells, with what they hold now cached. */
import type { ChartPlan, ChartSeries } from "../../engine/plan/chart-plan.ts";
import type { RangeRef } from "../../engine/plan/plan.ts";
import { inLocale, type Locale } from "../../text/locale.ts";
import { lineText } from "../../text/line-text.ts";
import { textWidth } from "../text-extent.ts";
import { element, escapeXml, type Xml, xmlPart } from "../xml.ts";
import { amountFormat, axisFormat, labelFormat } from "./amount-format.ts";
import type { ChartCells } from "./chart-cells.ts";
import { colors, fillOf, lineOf, noLine, runProperties, solidFill, textProperties } from "./chart-look.ts";

export interface ChartDrawing {
  readonly cells: ChartCells;
  readonly locale: Locale;
  /** In pixels, about. */
  readonly size: { readonly width: number; readonly height: number };
}

const namespaces = {
  "xmlns:c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
  "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
  "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
};
const [categoryAxis, amountAxis] = [1, 2];
const textSize = 9;

export function chartXml(chart: ChartPlan, drawing: ChartDrawing): Xml {
  const { cells } = drawing;
  const amount = amountFormat(largestAmount(chart, cells), drawing.locale);
  const plot = element(
    "c:plotArea",
    {},
    layoutOf(chart, drawing),
    bars(chart, drawing, amount),
    zeroLine(chart, drawing),
    categories(chart),
    amounts(chart, drawing, amount),
    element("c:spPr", {}, element("a:noFill"), noLine),
  );
  const body = element(
    "c:chart",
    {},
    title(inLocale(chart.title, drawing.locale), drawing.locale),
    flag("autoTitleDeleted", 0),
    plot,
    chart.legend ? legend() : "",
    flag("plotVisOnly", 0),
    value("dispBlanksAs", "gap"),
  );
  const frame = element("c:spPr", {}, solidFill("FFFFFF"), lineOf(colors.hairline));
  const text = textProperties({ size: textSize, color: colors.grey });
  return xmlPart(element("c:chartSpace", namespaces, flag("roundedCorners", 0), body, frame, text));
}

/** About how far the axis reaches. */
function largestAmount(chart: ChartPlan, cells: ChartCells): number {
  const largest = chart.series.map(({ values }) => Math.max(0, ...cells.numbers(values).map(Math.abs)));
  return chart.kind === "stacked-bars" ? largest.reduce((sum, each) => sum + each, 0) : Math.max(0, ...largest);
}

const value = (name: string, val: string | number): Xml => element(`c:${name}`, { val });
const flag = (name: string, val: 0 | 1): Xml => value(name, val);

const isHorizontal = ({ kind }: ChartPlan): boolean => kind === "stacked-bars" || kind === "bars-around";
const isStacked = ({ kind }: ChartPlan): boolean => kind === "stacked-bars" || kind === "stacked-columns";

function title(text: string, lang: string): Xml {
  const run = element(
    "a:r",
    {},
    runProperties("a:rPr", { size: 11, color: colors.navy, bold: true }, lang),
    element("a:t", {}, escapeXml(lineText(text, 255))),
  );
  const rich = element("c:rich", {}, element("a:bodyPr"), element("a:lstStyle"), element("a:p", {}, run));
  const place = element("c:manualLayout", {}, value("xMode", "edge"), value("yMode", "edge"), ...at(0.015, 0.025));
  return element("c:title", {}, element("c:tx", {}, rich), element("c:layout", {}, place), flag("overlay", 0));
}

const at = (x: number, y: number): Xml[] => [value("x", x), value("y", y)];

/** Bars leave their names the room that they need; the programs would cut long ones off. */
function layoutOf(chart: ChartPlan, { cells, size }: ChartDrawing): Xml {
  if (!isHorizontal(chart)) return element("c:layout");
  const names = cells.values(chart.categories).map(name => textWidth(String(name ?? ""), textSize) * pixelsPerDigit);
  const left = Math.min(0.46, (Math.max(0, ...names) + 18) / size.width);
  const right = (chart.series.some(({ label }) => label) ? 58 : 26) / size.width;
  const [top, bottom] = [34 / size.height, (chart.legend ? 52 : 28) / size.height];
  return element(
    "c:layout",
    {},
    element(
      "c:manualLayout",
      {},
      value("layoutTarget", "inner"),
      value("xMode", "edge"),
      value("yMode", "edge"),
      ...at(rounded(left), rounded(top)),
      value("w", rounded(1 - left - right)),
      value("h", rounded(1 - top - bottom)),
    ),
  );
}

const pixelsPerDigit = 7;
const rounded = (share: number): number => Number(share.toFixed(4));

function bars(chart: ChartPlan, drawing: ChartDrawing, amount: string): Xml {
  const parts = chart.series.filter(({ role }) => role === "part");
  const series = chart.series.map((each, index) =>
    seriesXml(each, { index, part: parts.indexOf(each), chart, drawing, amount }),
  );
  const { gap, overlap } = spacing(chart);
  return element(
    "c:barChart",
    {},
    value("barDir", isHorizontal(chart) ? "bar" : "col"),
    value("grouping", isStacked(chart) ? "stacked" : "clustered"),
    flag("varyColors", 0),
    ...series,
    value("gapWidth", gap),
    value("overlap", overlap),
    value("axId", categoryAxis),
    value("axId", amountAxis),
  );
}

function spacing({ kind, categories: { from, to } }: ChartPlan): { gap: number; overlap: number } {
  // Few columns would be as broad as boards.
  const few = 40 * Math.max(0, 5 - (to.row - from.row) - (to.column - from.column));
  switch (kind) {
    case "columns":
      return { gap: 60 + few, overlap: -5 };
    case "overlaid-columns":
    case "stacked-columns":
      return { gap: 45, overlap: 100 };
    case "stacked-bars":
    case "bars-around":
      return { gap: 40 + few, overlap: 100 };
    default:
      return kind satisfies never;
  }
}

interface SeriesPlace {
  readonly index: number;
  readonly part: number;
  readonly chart: ChartPlan;
  readonly drawing: ChartDrawing;
  readonly amount: string;
}

function seriesXml(series: ChartSeries, { index, part, chart, drawing, amount }: SeriesPlace): Xml {
  const { cells, locale } = drawing;
  const name: RangeRef = { kind: "range", from: series.name, to: series.name };
  return element(
    "c:ser",
    {},
    value("idx", index),
    value("order", index),
    element("c:tx", {}, cells.textReference(name)),
    element("c:spPr", {}, fillOf(series, part)),
    flag("invertIfNegative", 0),
    series.label ? labels(labelFormat(series.label, amount, locale), isStacked(chart) ? "ctr" : "outEnd") : "",
    element("c:cat", {}, cells.textReference(chart.categories)),
    element("c:val", {}, cells.numberReference(series.values)),
  );
}

/**
 * An unseen line along 0. Programs begin an axis near its smallest amount where all are alike, and columns then lie about their size;
 * with the line the axis reaches 0, and still goes below where amounts do.
 */
function zeroLine(chart: ChartPlan, { cells }: ChartDrawing): Xml {
  const index = chart.series.length;
  if (!chart.zeros) return "";
  const line = element(
    "c:ser",
    {},
    value("idx", index),
    value("order", index),
    element("c:tx", {}, element("c:v", {}, "0")),
    element("c:spPr", {}, noLine),
    element("c:marker", {}, value("symbol", "none")),
    element("c:cat", {}, cells.textReference(chart.categories)),
    element("c:val", {}, cells.numberReference(chart.zeros)),
    flag("smooth", 0),
  );
  return element(
    "c:lineChart",
    {},
    value("grouping", "standard"),
    flag("varyColors", 0),
    line,
    flag("marker", 1),
    value("axId", categoryAxis),
    value("axId", amountAxis),
  );
}

function labels(format: string, position: "ctr" | "outEnd"): Xml {
  return element(
    "c:dLbls",
    {},
    element("c:numFmt", { formatCode: format, sourceLinked: 0 }),
    element("c:spPr", {}, element("a:noFill"), noLine),
    textProperties({ size: textSize, color: colors.ink, bold: true }),
    value("dLblPos", position),
    flag("showLegendKey", 0),
    flag("showVal", 1),
    flag("showCatName", 0),
    flag("showSerName", 0),
    flag("showPercent", 0),
    flag("showBubbleSize", 0),
  );
}

/** Names stand at the foot, clear of columns below 0; bars are read from the top. */
function categories(chart: ChartPlan): Xml {
  const { around } = chart;
  return element(
    "c:catAx",
    {},
    value("axId", categoryAxis),
    element("c:scaling", {}, value("orientation", isHorizontal(chart) ? "maxMin" : "minMax")),
    flag("delete", 0),
    value("axPos", isHorizontal(chart) ? "l" : "b"),
    element("c:numFmt", { formatCode: "General", sourceLinked: 0 }),
    value("majorTickMark", "none"),
    value("minorTickMark", "none"),
    value("tickLblPos", "low"),
    element("c:spPr", {}, lineOf(colors.navy)),
    textProperties({ size: textSize, color: colors.ink }),
    value("crossAx", amountAxis),
    around ? value("crossesAt", around.at) : value("crosses", "autoZero"),
    flag("auto", 0),
    value("lblAlgn", "ctr"),
    value("lblOffset", 100),
    flag("noMultiLvlLbl", 1),
  );
}

function amounts(chart: ChartPlan, { cells }: ChartDrawing, amount: string): Xml {
  const { around } = chart;
  const isShown = chart.axis === true;
  const limits = around
    ? [value("max", around.to), value("min", around.from)]
    : areAlikeBars(chart, cells)
      ? [value("min", 0)]
      : [];
  return element(
    "c:valAx",
    {},
    value("axId", amountAxis),
    element("c:scaling", {}, value("orientation", "minMax"), ...limits),
    flag("delete", isShown ? 0 : 1),
    value("axPos", isHorizontal(chart) ? "b" : "l"),
    isShown ? element("c:majorGridlines", {}, element("c:spPr", {}, lineOf(colors.hairline))) : "",
    element("c:numFmt", { formatCode: axisFormat(amount), sourceLinked: 0 }),
    value("majorTickMark", "none"),
    value("minorTickMark", "none"),
    value("tickLblPos", "nextTo"),
    element("c:spPr", {}, noLine),
    textProperties({ size: textSize, color: colors.grey }),
    value("crossAx", categoryAxis),
    value("crosses", isHorizontal(chart) ? "max" : "autoZero"),
    value("crossBetween", "between"),
  );
}

/** Bars can have no line along 0 beside them: their axis is told to begin there, if it would not by itself. */
function areAlikeBars({ kind, series }: ChartPlan, cells: ChartCells): boolean {
  if (kind !== "stacked-bars") return false;
  const rows = series.map(({ values }) => cells.values(values).map(each => (typeof each === "number" ? each : 0)));
  const totals = (rows[0] ?? []).map((_, index) => rows.reduce((sum, row) => sum + (row[index] ?? 0), 0));
  return rows.flat().every(amount => amount >= 0) && Math.min(...totals) > Math.max(...totals) / 2;
}

function legend(): Xml {
  const text = textProperties({ size: textSize, color: colors.ink });
  return element("c:legend", {}, value("legendPos", "b"), flag("overlay", 0), text);
}
