/** The built package brings the thread that reads returned workbooks. `npm test` builds it first. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { parseReturned } from "../../../src/workbook/returned/read-returned.ts";
import { sheetOf } from "./make-xlsx.ts";

const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
afterAll(() => rmSync(scratch, { recursive: true }));

test("the built package reads a returned workbook in its thread", async () => {
  const bytes = sheetOf('<row><c r="A1"><v>1</v></c><c><f>A1*2</f></c></row>');
  const path = join(scratch, "returned.xlsx");
  writeFileSync(path, bytes);
  const built = (await import(pathToFileURL(resolve("dist/index.js")).href)) as typeof import("../../../src/index.ts");
  expect(await built.readReturned(path)).toEqual(parseReturned(bytes, path));
});
