/**
 * The report as one HTML document that needs nothing else: no network, no script, styles inside, and a policy that forbids the rest.
 * Prints what the view holds and decides nothing. Everything is escaped, but the drawings that src/report/charts made.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Handlebars from "handlebars";
import { isBuilt, packageRoot } from "../package-root.ts";
import { pageBoxes } from "./page-boxes.ts";
import type { ReportView } from "./report-view.ts";

interface Page {
  readonly view: ReportView;
  readonly style: string;
  readonly policy: string;
}

export function renderReport(view: ReportView): string {
  const { print, style: fixed, data } = templates();
  const style = [fixed, view.data ? data : "", view.themeStyle, pageBoxes(view.heads), ""]
    .filter((part, index) => part || index > 2)
    .join("\n");
  return print({ view, style, policy: policyFor(style, view.cover.logo !== null) });
}

/** Only this very style sheet, by its hash, and a logo inside the document; nothing else may load or run. */
function policyFor(style: string, hasLogo: boolean): string {
  const hash = createHash("sha256").update(style).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}';${hasLogo ? " img-src data:;" : ""} base-uri 'none'; form-action 'none'`;
}

/** In the order of the cascade. */
const styleSheets = [
  "page",
  "cover",
  "contents",
  "summary",
  "table",
  "heat-map",
  "provenance",
  "method",
  "reference",
  "screen",
] as const;

interface Templates {
  readonly print: (page: Page) => string;
  readonly style: string;
  /** Of the chapter on data, which few reports have. */
  readonly data: string;
}

let read: Templates | undefined;

/** Reads the templates, once: every `part.hbs` is the partial `part`, `document.hbs` is the whole. */
function templates(): Templates {
  if (read) return read;
  const folder = path.join(packageRoot, isBuilt ? "dist" : "src", "report/templates");
  const file = (name: string) => readFileSync(path.join(folder, name), "utf8");
  const handlebars = Handlebars.create();
  for (const name of readdirSync(folder))
    if (name.endsWith(".hbs")) handlebars.registerPartial(name.slice(0, -".hbs".length), file(name));
  const options = { strict: true, knownHelpersOnly: true, preventIndent: true };
  read = {
    print: handlebars.compile<Page>(file("document.hbs"), options),
    style: styleSheets.map(name => file(`${name}.css`)).join("\n"),
    data: file("data.css"),
  };
  return read;
}
