/** The main part: which sheets the workbook has, in their order, and the names that stand for one cell. */
import { words } from "../../text/say.ts";
import { limits } from "./limits.ts";
import { relationshipIds, spreadsheet } from "./namespaces.ts";
import type { Package } from "./package.ts";
import { type Attributes, type ElementReader, attribute } from "./parse-xml.ts";
import { refuse, refusePart, shortened } from "./refusal.ts";
import type { SheetState } from "./returned-workbook.ts";
import { refuseMany } from "./tally.ts";
import { isReserved } from "./zip-entries.ts";

export interface SheetEntry {
  readonly name: string;
  readonly state: SheetState;
  readonly relationship: string;
}

export interface NameEntry {
  readonly name: string;
  readonly refersTo: string;
}

export interface WorkbookPart {
  readonly sheets: readonly SheetEntry[];
  /** Names of the whole workbook, those that Excel keeps for itself left out. */
  readonly names: readonly NameEntry[];
}

export function parseWorkbookPart(file: Package, part: string): WorkbookPart {
  const sheets = new Map<string, SheetEntry>();
  const names = new Map<string, NameEntry>();

  const addSheet = (attributes: Attributes): void => {
    if (sheets.size >= limits.sheets) refuseMany("sheets", limits.sheets);
    const name = attribute(attributes, "name");
    const relationship = relationshipIn(attributes);
    if (!name || relationship === undefined) refusePart(part);
    addOnce(sheets, name, { name, state: stateIn(attributes), relationship }, "sheet-twice");
  };
  const addName = (attributes: Attributes, refersTo: string): void => {
    file.tally.countName();
    const name = attribute(attributes, "name");
    if (!name) refusePart(part);
    if (attribute(attributes, "localSheetId") !== undefined || /^_xlnm\./i.test(name)) return;
    addOnce(names, name, { name, refersTo }, "name-twice");
  };

  const root: ElementReader = {
    child: name => {
      if (name === "sheets") return eachChild("sheet", addSheet);
      return name === "definedNames" ? eachChild("definedName", addName) : undefined;
    },
  };
  file.read({ part, root: "workbook", namespaces: spreadsheet, reader: () => root });
  return { sheets: [...sheets.values()], names: [...names.values()] };
}

/** A list whose items are told one by one, with their text. */
function eachChild(wanted: string, tell: (attributes: Attributes, text: string) => void): ElementReader {
  return {
    child: (name, attributes) => {
      if (name !== wanted) return undefined;
      let whole = "";
      return {
        text: text => {
          whole += text;
        },
        end: () => tell(attributes, whole),
      };
    },
  };
}

/** Excel tells no two names apart by their case. */
function addOnce<T>(known: Map<string, T>, name: string, entry: T, problem: "sheet-twice" | "name-twice"): void {
  const key = name.toLowerCase();
  if (isReserved(name))
    refuse("workbook-forbidden", { found: words("returned.forbidden.name", { name: shortened(name) }) });
  if (known.has(key))
    refuse("workbook-unreadable", { problem: words(`returned.problem.${problem}`, { name: shortened(name) }) });
  known.set(key, entry);
}

function relationshipIn(attributes: Attributes): string | undefined {
  return Object.values(attributes).find(each => each?.local === "id" && relationshipIds.has(each.uri))?.value;
}

function stateIn(attributes: Attributes): SheetState {
  const state = attribute(attributes, "state");
  return state === "hidden" || state === "veryHidden" ? state : "visible";
}
