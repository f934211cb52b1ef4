/** The way into the package: its main part, which is a workbook or says what else the file is; and the program that wrote it. */
import { words } from "../../text/say.ts";
import { properties } from "./namespaces.ts";
import { type Package, typesPart } from "./package.ts";
import type { ElementReader } from "./parse-xml.ts";
import { refuse } from "./refusal.ts";

export function mainPart(file: Package): string {
  if (!file.has(typesPart)) refuse("workbook-not", { found: words(`returned.kind.${kindOfArchive(file)}`) });
  const main = targetOf(file, ["officeDocument"]);
  if (main === undefined) refuse("workbook-unreadable", { problem: words("returned.problem.no-workbook") });
  const type = file.typeOf(main);
  if (/wordprocessingml/.test(type)) refuse("workbook-not", { found: words("returned.kind.docx") });
  if (/presentationml/.test(type)) refuse("workbook-not", { found: words("returned.kind.pptx") });
  if (/sheet\.binary/.test(type)) refuse("workbook-not", { found: words("returned.kind.xlsb") });
  return main;
}

/** Where the package as a whole leads to something of one of these kinds. */
function targetOf(file: Package, kinds: readonly string[]): string | undefined {
  return [...file.relationshipsOf("").values()].find(({ kind }) => kinds.includes(kind))?.target;
}

/** OpenDocument files begin with a part that says what they are. */
function kindOfArchive(file: Package): "ods" | "zip" {
  const type = file.has("mimetype") ? file.beginningOf("mimetype", 100) : "";
  return type.startsWith("application/vnd.oasis.opendocument") ? "ods" : "zip";
}

const longestProgram = 100;

export function parseProgram(file: Package): string | undefined {
  const part = targetOf(file, ["extended-properties", "extendedProperties"]);
  if (part === undefined || !file.has(part)) return undefined;
  let program = "";
  const application: ElementReader = {
    text: text => {
      program = (program + text).slice(0, longestProgram);
    },
  };
  const root: ElementReader = { child: name => (name === "Application" ? application : undefined) };
  file.read({ part, root: "Properties", namespaces: properties, reader: () => root });
  return program || undefined;
}
