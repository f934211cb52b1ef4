/** The texts that cells refer to by number. */
import { limits } from "./limits.ts";
import { spreadsheet } from "./namespaces.ts";
import type { Package } from "./package.ts";
import type { ElementReader } from "./parse-xml.ts";
import { stringItem } from "./string-item.ts";
import { refuseMany } from "./tally.ts";

export function parseSharedStrings(file: Package, part: string): string[] {
  const texts: string[] = [];
  const item = stringItem(text => {
    if (texts.length >= limits.cells) refuseMany("texts", limits.cells);
    texts.push(text);
  });
  const root: ElementReader = { child: name => (name === "si" ? item : undefined) };
  file.read({ part, root: "sst", namespaces: spreadsheet, reader: () => root });
  return texts;
}
