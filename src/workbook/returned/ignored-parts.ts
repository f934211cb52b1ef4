/** What a package holds that is never taken in, by the types and paths of its parts. */
import { spreadsheet } from "./namespaces.ts";
import type { Package } from "./package.ts";
import type { ElementReader } from "./parse-xml.ts";
import type { IgnoredKind, IgnoredPart } from "./returned-workbook.ts";

/** The first that fits the part's type or path. */
const kinds: readonly (readonly [kind: IgnoredKind, pattern: RegExp])[] = [
  ["macro", /vbaproject|vbadata|macrosheet/i],
  ["external-link", /externallink\+xml|\/externallinks\//i],
  ["connection", /connections\+xml|\/connections\.xml|querytable/i],
  ["embedded", /oleobject|\/embeddings\/|activex|\/ctrlprops\/|webextension/i],
  ["comment", /comments\+xml|\/comments\d*\.xml|threadedcomment/i],
  ["picture", /^image\/|\/media\//i],
];

export function ignoredParts(file: Package): IgnoredPart[] {
  return file.parts
    .filter(part => !part.endsWith(".rels"))
    .flatMap(part => {
      const type = file.typeOf(part);
      const [kind] = kinds.find(([, pattern]) => pattern.test(type) || pattern.test(`/${part}`)) ?? [];
      if (!kind) return [];
      return { kind: kind === "external-link" && isDataExchange(file, part) ? "dde" : kind, part };
    });
}

/** Links to other programs stand in parts like those to other workbooks; the first element tells them apart. */
function isDataExchange(file: Package, part: string): boolean {
  let first: string | undefined;
  const root: ElementReader = {
    child: name => {
      first ??= name;
      return undefined;
    },
  };
  file.read({ part, root: "externalLink", namespaces: spreadsheet, reader: () => root }, () => first !== undefined);
  return first === "ddeLink" || first === "oleLink";
}
