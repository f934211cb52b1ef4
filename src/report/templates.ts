/** The templates and style sheets of the documents, read from their folder; and the policy that a document carries. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Handlebars from "handlebars";
import { isBuilt, packageRoot } from "../package-root.ts";

export interface Templates<Page> {
  readonly print: (page: Page) => string;
  readonly style: string;
}

/**
 * `document` is the whole, by its name below the folder of templates; every `part.hbs` of `folders` is the partial `part`, the later folder's
 * where two have one. Everything is escaped, but what a template prints in three braces.
 */
export function readTemplates<Page>(
  document: string,
  folders: readonly string[],
  styleSheets: readonly string[],
): Templates<Page> {
  const folder = path.join(packageRoot, isBuilt ? "dist" : "src", "report/templates");
  const file = (name: string) => readFileSync(path.join(folder, name), "utf8");
  const handlebars = Handlebars.create();
  for (const each of folders)
    for (const name of readdirSync(path.join(folder, each)))
      if (name.endsWith(".hbs")) handlebars.registerPartial(name.slice(0, -".hbs".length), file(path.join(each, name)));
  const options = { strict: true, knownHelpersOnly: true, preventIndent: true };
  return {
    print: handlebars.compile<Page>(file(`${document}.hbs`), options),
    style: styleSheets.map(name => file(`${name}.css`)).join("\n"),
  };
}

/** Only this very style sheet, by its hash, and a logo inside the document; nothing else may load or run. */
export function policyFor(style: string, hasLogo: boolean): string {
  const hash = createHash("sha256").update(style).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}';${hasLogo ? " img-src data:;" : ""} base-uri 'none'; form-action 'none'`;
}
