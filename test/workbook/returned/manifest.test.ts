/** The hidden sheet of a returned workbook: anyone can change it and make its sum anew, so a row that is none of ours ends the reading. */
import { describe, expect, test } from "vitest";
import { manifestFacts, manifestSum, manifestVersion } from "../../../src/engine/sheets/manifest-sheet.ts";
import { readManifest } from "../../../src/workbook/returned/manifest.ts";
import { cellKey, type ReturnedCell, type ReturnedWorkbook } from "../../../src/workbook/returned/returned-workbook.ts";

function workbookOf(rows: readonly (readonly [key: string, value: string])[]): ReturnedWorkbook {
  const facts: Record<string, string> = Object.fromEntries(manifestFacts.map(name => [name, "x"]));
  Object.assign(facts, { valuebook: manifestVersion, locale: "en", lines: "3" });
  facts.sum = manifestSum(facts, rows);
  const texts = [...manifestFacts.map(name => [name, facts[name] ?? ""] as const), ...rows];
  const cells = texts.flatMap((each, index) =>
    each.map((value, column): [string, ReturnedCell] => {
      const place = { row: index + 1, column: column + 1 };
      return [cellKey(place.row, place.column), { ...place, value }];
    }),
  );
  const sheet = { name: "Valuebook", state: "veryHidden" as const, hiddenRows: new Set<number>() };
  return {
    sheets: [{ ...sheet, cells: new Map(cells), hiddenColumns: new Set() }],
    names: new Map(),
    ignored: [],
    program: undefined,
  };
}

describe("a manifest", () => {
  test("tells what was asked on each row", () => {
    const read = readManifest(workbookOf([["ramp[1]", '{"asked":0.25,"stated":null}']]));
    expect(read).toMatchObject({ lines: 3, locale: "en" });
    expect(typeof read === "object" && read.rows.get("ramp[1]")).toEqual({ asked: 0.25, stated: null });
  });

  test.each([
    ["no JSON", "asked 0.25"],
    ["a value that is left out", '{"asked":0.25}'],
    ["another spelling", '{ "asked":0.25,"stated":0.25}'],
    ["lists without end", `{"asked":${"[".repeat(9000)}${"]".repeat(9000)},"stated":1}`],
    ["more text than any row has", `{"asked":"${"x".repeat(30_000)}","stated":1}`],
    ["null", "null"],
  ])("with %s in a row was changed", (_, value) => {
    expect(readManifest(workbookOf([["ramp[1]", value]]))).toBe("changed");
  });
});
