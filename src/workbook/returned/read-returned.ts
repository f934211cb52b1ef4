/**
 * Reads an .xlsx that a customer sent back. The file is hostile until proven otherwise: every limit is counted while reading, nothing is
 * evaluated, followed or written, and whatever makes the file unusable is a finding. It takes its time and memory from whoever calls it:
 * a file from outside goes through `parseInWorker`, which limits both.
 */
import type { Finding } from "../../finding/finding.ts";
import { words } from "../../text/say.ts";
import { requireZip } from "./file-kind.ts";
import { FormulaWatch } from "./formula-watch.ts";
import { ignoredParts } from "./ignored-parts.ts";
import { limits, megabytes } from "./limits.ts";
import { mainPart, parseProgram } from "./main-part.ts";
import { Package } from "./package.ts";
import { findingOf, Refusal, refuse, shortened } from "./refusal.ts";
import type { ReturnedSheet, ReturnedWorkbook } from "./returned-workbook.ts";
import { parseSharedStrings } from "./shared-strings.ts";
import { parseSheet, type SheetCells } from "./sheet-cells.ts";
import { singleCellNames } from "./single-cell-names.ts";
import { parseWorkbookPart, type SheetEntry } from "./workbook-part.ts";

export type ReadReturned = { readonly workbook: ReturnedWorkbook } | { readonly findings: readonly Finding[] };

/** `file` is how findings name it. */
export function parseReturned(bytes: Uint8Array, file: string): ReadReturned {
  try {
    return { workbook: workbookIn(bytes) };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { findings: [findingOf(thrown, file)] };
    throw thrown;
  }
}

function workbookIn(bytes: Uint8Array): ReturnedWorkbook {
  if (bytes.length > limits.fileBytes)
    refuse("workbook-too-large", { found: words("returned.size.file", { limit: megabytes(limits.fileBytes) }) });
  requireZip(bytes);
  const file = new Package(bytes);
  const main = mainPart(file);
  const { sheets, names } = parseWorkbookPart(file, main);
  const sheetNames = sheets.map(({ name }) => name);
  const watch = new FormulaWatch(sheetNames);
  for (const { name, refersTo } of names) watch.look(refersTo, name, name);
  return {
    sheets: parseSheets(file, main, sheets, watch),
    names: singleCellNames(names, sheetNames),
    ignored: [...ignoredParts(file), ...watch.found],
    program: parseProgram(file),
  };
}

function parseSheets(
  file: Package,
  main: string,
  entries: readonly SheetEntry[],
  watch: FormulaWatch,
): readonly ReturnedSheet[] {
  const relationships = file.relationshipsOf(main);
  const textsPart = [...relationships.values()].find(({ kind }) => kind === "sharedStrings")?.target;
  const texts = textsPart === undefined ? [] : parseSharedStrings(file, textsPart);
  const read = new Set<string>();
  return entries.map(({ name, state, relationship }) => {
    const { kind, target } = relationships.get(relationship) ?? {};
    if (target === undefined || read.has(target.toLowerCase()))
      return refuse("workbook-unreadable", {
        problem: words("returned.problem.sheet-missing", { name: shortened(name) }),
      });
    read.add(target.toLowerCase());
    const onFormula = (formula: string, at: string): void => watch.look(formula, name, `${name}!${at}`);
    const cells = kind === "worksheet" ? parseSheet({ file, part: target, texts, onFormula }) : noCells;
    return { name, state, cells: cells.cells, hiddenRows: cells.hiddenRows, hiddenColumns: cells.hiddenColumns };
  });
}

const noCells: SheetCells = { cells: new Map(), hiddenRows: new Set(), hiddenColumns: new Set() };
