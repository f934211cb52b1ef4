import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { calculate } from "../../src/engine/calculate.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { attribute } from "../../src/workbook/written-cells.ts";
import { part, sheetPart, tags } from "./read-part.ts";
import { smallPlan } from "./small-plan.ts";

const plan = smallPlan();
const calculation = calculate(plan);
const file = await writeWorkbook(calculation, "en");

test("the same calculation gives the same bytes, whenever and wherever it is written", async () => {
  const zone = process.env.TZ;
  process.env.TZ = "Pacific/Kiritimati";
  const elsewhere = await writeWorkbook(calculate(smallPlan()), "en");
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  expect(Buffer.from(elsewhere).equals(Buffer.from(file))).toBe(true);
});

test("the file is dated with the plan's date, and with none where the plan has none", async () => {
  const core = part(file, "docProps/core.xml");
  expect(core).toContain(">2025-03-20T00:00:00Z</dcterms:created>");
  expect(core).toContain("<dc:title>Small &amp; Sons</dc:title>");
  expect(core).toContain("<dc:creator>Small Vendor</dc:creator>");
  expect(part(await writeWorkbook(calculate(smallPlan({ dated: false })), "en"), "docProps/core.xml")).not.toContain(
    "dcterms:created",
  );
});

test("the file opens at its first visible sheet; the words cannot be shown by hand", () => {
  const workbook = part(file, "xl/workbook.xml");
  expect(tags(workbook, "sheet").map(tag => [attribute(tag, "name"), attribute(tag, "state")])).toEqual([
    ["About", "visible"],
    ["Inputs", "visible"],
    ["Value", "visible"],
    ["Words", "veryHidden"],
  ]);
  expect(tags(workbook, "workbookView")[0]).toContain('activeTab="0"');
});

test("a filter covers what the plan says, and is known by its name", () => {
  expect(tags(sheetPart(file, "Inputs"), "autoFilter")).toEqual(['<autoFilter ref="A3:C10"/>']);
  expect(part(file, "xl/workbook.xml")).toContain(
    '<definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">&apos;Inputs&apos;!$A$3:$C$10</definedName>',
  );
});

test("the head of a table stays in view and is repeated on every page", () => {
  expect(tags(sheetPart(file, "Inputs"), "pane")[0]).toContain('xSplit="1" ySplit="3" topLeftCell="B4"');
  expect(part(file, "xl/workbook.xml")).toContain(
    '<definedName name="_xlnm.Print_Titles" localSheetId="1">&apos;Inputs&apos;!$3:$3</definedName>',
  );
});

test("pages are A4, one page wide, upright or across as planned, with sheet and page number", () => {
  expect(tags(sheetPart(file, "About"), "pageSetup")[0]).toMatch(
    /paperSize="9" orientation="portrait".*fitToWidth="1" fitToHeight="0"/,
  );
  expect(tags(sheetPart(file, "Inputs"), "pageSetup")[0]).toContain('orientation="landscape"');
  expect(sheetPart(file, "About")).toMatch(/<oddFooter>[^<]*20 Mar 2025[^<]*Page &amp;P of &amp;N<\/oddFooter>/);
});

test("a sheet too wide to be read on one page takes more, with its frozen columns on each", async () => {
  const wide = {
    ...plan,
    sheets: plan.sheets.map(sheet =>
      sheet.id === "inputs"
        ? {
            ...sheet,
            columns: [30, ...Array.from({ length: 10 }, () => ({ width: 40 }))].map(width =>
              typeof width === "number" ? { width } : width,
            ),
          }
        : sheet,
    ),
  };
  const written = await writeWorkbook({ ...calculation, plan: wide }, "en");
  expect(tags(sheetPart(written, "Inputs"), "pageSetup")[0]).toContain('fitToWidth="2"');
  expect(part(written, "xl/workbook.xml")).toContain("&apos;Inputs&apos;!$A:$A,&apos;Inputs&apos;!$3:$3");
});

test("a page begins where the plan says, and the part stays in the order of the standard", async () => {
  const [about, ...others] = plan.sheets;
  if (!about) throw new Error("no sheet");
  const broken = { ...plan, sheets: [{ ...about, pageStarts: [5] }, ...others] };
  const xml = sheetPart(await writeWorkbook(calculate(broken), "en"), "About");
  expect(tags(xml, "brk").map(tag => attribute(tag, "id"))).toEqual(["4"]);
  expect(xml.indexOf("<rowBreaks")).toBeLessThan(xml.indexOf("<ignoredErrors"));
});

test("rows of detail fold away", () => {
  const rows = tags(sheetPart(file, "Value"), "row").filter(tag => attribute(tag, "outlineLevel") === "1");
  expect(rows.map(tag => attribute(tag, "r"))).toEqual(["3", "4", "5", "6"]);
});

test("there are no notes, drawings, macros or links to other files", () => {
  expect(Object.keys(unzipSync(file)).filter(path => /comments|vml|drawing|vba|external/i.test(path))).toEqual([]);
});

test("rules for the look of cells have priorities of their own, in the order of importance", () => {
  const rules = tags(sheetPart(file, "Value"), "cfRule");
  const priorities = rules.map(tag => Number(attribute(tag, "priority")));
  expect(priorities).toEqual(priorities.map((_, index) => index + 1));
  expect(sheetPart(file, "Value")).toMatch(/<cfRule type="cellIs"[^>]*priority="1"[^>]*><formula>gap<\/formula>/);
  expect(sheetPart(file, "Inputs")).toContain("<formula>ISBLANK(B4)</formula>");
});
