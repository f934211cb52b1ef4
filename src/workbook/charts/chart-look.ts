/** How charts look: the workbook's colours, the theme's fonts (they have Chinese wherever the reader's program has), thin muted lines. */
import type { ChartSeries, SeriesRole } from "../../engine/plan/chart-plan.ts";
import { palette } from "../styles.ts";
import { element, type Xml } from "../xml.ts";

const rgb = (argb: string): string => argb.slice(2);

export const colors = {
  ink: rgb(palette.ink),
  navy: rgb(palette.navy),
  grey: rgb(palette.grey),
  hairline: rgb(palette.hairline),
} as const;

/** Of middling depth, so that dark figures can be read on them and beside them. */
const byRole: { readonly [R in Exclude<SeriesRole, "base" | "part">]: string } = {
  start: "8FA3C1",
  result: "5FB0AA",
  loss: "E8A87C",
  gain: "A8D5D0",
  mark: rgb(palette.teal),
};

/** Of parts, in their order; told apart in grey too. */
const partColors = [rgb(palette.navy), "5FB0AA", "E0B25C", "B7C1CF", rgb(palette.warm), "8FA3C1"] as const;

export function fillOf({ role }: ChartSeries, part: number): Xml {
  const none = element("a:noFill") + element("a:ln", {}, element("a:noFill"));
  if (role === "base") return none;
  return solidFill(role === "part" ? (partColors[part % partColors.length] ?? colors.navy) : byRole[role]);
}

export const solidFill = (color: string): Xml => element("a:solidFill", {}, element("a:srgbClr", { val: color }));

export const lineOf = (color: string): Xml => element("a:ln", { w: 9525 }, solidFill(color));

export const noLine: Xml = element("a:ln", {}, element("a:noFill"));

export interface TextLook {
  /** In points. */
  readonly size: number;
  readonly color: string;
  readonly bold?: boolean;
}

/** Properties of runs of text. */
export function runProperties(name: "a:defRPr" | "a:rPr", { size, color, bold = false }: TextLook, lang?: string): Xml {
  return element(
    name,
    { lang, sz: size * 100, b: bold ? 1 : 0 },
    solidFill(color),
    element("a:latin", { typeface: "+mn-lt" }),
    element("a:ea", { typeface: "+mn-ea" }),
  );
}

export function textProperties(look: TextLook): Xml {
  const paragraph = element("a:p", {}, element("a:pPr", {}, runProperties("a:defRPr", look)), "<a:endParaRPr/>");
  return element("c:txPr", {}, element("a:bodyPr"), element("a:lstStyle"), paragraph);
}
