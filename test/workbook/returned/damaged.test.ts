/** A workbook damaged anywhere gives cells or findings, and never an exception. */
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import fc from "fast-check";
import { expect, test } from "vitest";
import { calculate } from "../../../src/engine/calculate.ts";
import { parseReturned } from "../../../src/workbook/returned/read-returned.ts";
import { writeWorkbook } from "../../../src/workbook/write-workbook.ts";
import { smallPlan } from "../small-plan.ts";

const written = await writeWorkbook(calculate(smallPlan()), "en");
const whole = JSON.stringify(parseReturned(written, "x"), allOf);

/** Maps and sets as lists, so that they can be compared. */
function allOf(_: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value;
}

const flips = (length: number) =>
  fc.array(fc.tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 20 });

function flipped(bytes: Uint8Array, changes: readonly (readonly [number, number])[]): Uint8Array {
  const changed = new Uint8Array(bytes);
  for (const [at, mask] of changes) changed[at] = (changed[at] ?? 0) ^ mask;
  return changed;
}

function isAnswer(bytes: Uint8Array): boolean {
  const read = parseReturned(bytes, "x");
  return "workbook" in read || (read.findings.length === 1 && read.findings[0]?.severity === "error");
}

test("bytes flipped in the file change no cell unnoticed", () => {
  fc.assert(
    fc.property(flips(written.length), changes => {
      const read = parseReturned(flipped(written, changes), "x");
      return "findings" in read ? read.findings.length === 1 : JSON.stringify(read, allOf) === whole;
    }),
    { numRuns: 300 },
  );
});

test("a file cut anywhere is never read as whole", () => {
  fc.assert(
    fc.property(fc.nat(written.length - 1), length => "findings" in parseReturned(written.subarray(0, length), "x")),
    { numRuns: 300 },
  );
});

test("bytes flipped in a part, and packed again, give cells or findings", () => {
  const parts = unzipSync(written);
  const paths = Object.keys(parts).filter(path => /sheet\d|workbook|rels|Types|sharedStrings|app\.xml/.test(path));
  fc.assert(
    fc.property(fc.constantFrom(...paths), flips(1 << 20), (path, changes) => {
      const part = parts[path] ?? new Uint8Array();
      const near = changes.map(([at, mask]) => [at % part.length, mask] as const);
      return isAnswer(zipSync({ ...parts, [path]: flipped(part, near) }, { level: 0 }));
    }),
    { numRuns: 300 },
  );
});

test("pieces of a part moved, doubled or lost give cells or findings", () => {
  const parts = unzipSync(written);
  const paths = Object.keys(parts).filter(path => /sheet\d|workbook|rels|Types|sharedStrings/.test(path));
  const edit = fc.record({ from: fc.nat(), length: fc.nat(400), to: fc.nat(), isKept: fc.boolean() });
  fc.assert(
    fc.property(fc.constantFrom(...paths), edit, (path, { from, length, to, isKept }) => {
      const text = strFromU8(parts[path] ?? new Uint8Array());
      const start = from % text.length;
      const piece = text.slice(start, start + length);
      const rest = isKept ? text : text.slice(0, start) + text.slice(start + length);
      const at = to % (rest.length + 1);
      return isAnswer(zipSync({ ...parts, [path]: strToU8(rest.slice(0, at) + piece + rest.slice(at)) }, { level: 0 }));
    }),
    { numRuns: 300 },
  );
  expect(isAnswer(written)).toBe(true);
});
