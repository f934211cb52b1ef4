/** Files made to hang, exhaust or mislead whoever reads them: each ends in its finding, and leaves nothing behind. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { strToU8, zipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { parseInWorker } from "../../../src/workbook/returned/in-worker.ts";
import { compoundFile } from "./broken-workbooks.ts";
import { relationships, sharedStrings, sheetOf, spreadsheetNamespace, xlsx, zip } from "./make-xlsx.ts";
import { cellsIn, codesOf, workbookIn } from "./read-back.ts";
import { inLongForm, withEntries } from "./tampered-zip.ts";

const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const sound = sheetOf('<row><c r="A1"><v>1</v></c></row>');
const sheetPart = "xl/worksheets/sheet1.xml";
/** Text that repeats too little to be refused for how well it packs. */
const varied = (length: number, make: (index: number) => string): string =>
  Array.from({ length }, (_, index) => make(index)).join("");
const shared = (formula: string, cells: number): Uint8Array =>
  sheetOf(
    `<row><c><f t="shared" ref="A1:A2" si="0">${formula}</f></c></row>${varied(cells, index => `<row><c><f t="shared" si="0"/><v>${index * 7}</v></c></row>`)}`,
  );

describe("a file that is no workbook is called what it is", () => {
  test.each([
    ["nothing", new Uint8Array(), "an empty file"],
    ["a PDF document", strToU8("%PDF-1.7\n"), "a PDF document"],
    ["a web page", strToU8("\n<!DOCTYPE html><table>"), "a web page"],
    ["XML", strToU8('<?xml version="1.0"?><Workbook/>'), "an XML file"],
    ["text", strToU8("a,b\n1,2\n"), "plain text (such as .csv)"],
    [
      "Chinese text of an old program",
      new Uint8Array([0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0x0d, 0x0a]),
      "plain text (such as .csv)",
    ],
    ["noise", new Uint8Array([1, 2, 3, 0, 255]), "a file of another kind"],
    ["an old workbook", compoundFile("Workbook"), expect.stringContaining(".xls")],
    ["a zip archive", zip({ "a.txt": "a" }), "a zip archive of other files"],
    [
      "an OpenDocument file",
      zip({ mimetype: "application/vnd.oasis.opendocument.spreadsheet" }),
      "an OpenDocument file (.ods)",
    ],
    ["a Word document", ofType("wordprocessingml.document.main+xml"), "a Word document"],
    ["a binary workbook", ofType("ms-excel.sheet.binary.macroEnabled.main"), "a binary workbook (.xlsb)"],
  ])("%s", async (_, bytes, found) => {
    expect(await parseInWorker(bytes, "x")).toMatchObject({
      findings: [{ code: "workbook-not", values: { file: "x", found: { en: found } } }],
    });
  });

  function ofType(type: string): Uint8Array {
    return zip({
      "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/vnd.${type}"/></Types>`,
      "_rels/.rels": relationships([["rId1", "officeDocument", "a.xml"]]),
      "a.xml": "<a/>",
    });
  }
});

describe("an archive", () => {
  const withField = (offset: number, value: number) =>
    withEntries(sound, (entry, path) => path === sheetPart && entry.setUint32(offset, value, true));

  test.each([1, 10, 30, 200])("that lost its last %i bytes is cut off", bytes => {
    expect(codesOf(sound.subarray(0, sound.length - bytes))).toEqual(["workbook-truncated"]);
  });

  test("that lost bytes within is unreadable", () => {
    expect(codesOf(Buffer.concat([sound.subarray(0, 300), sound.subarray(301)]))).toEqual(["workbook-unreadable"]);
  });

  test.each([
    ["a size that is not so", withField(24, 1), "workbook-unreadable"],
    ["a packed size beyond its end", withField(20, 0x7fffffff), "workbook-truncated"],
    ["a checksum that is not so", withField(16, 7), "workbook-unreadable"],
    ["a part at another's place", withField(42, 0), "workbook-unreadable"],
    ["a part beyond its end", withField(42, 0x7fffffff), "workbook-unreadable"],
    ["a packing that nobody uses", withEntries(sound, entry => entry.setUint16(10, 12, true)), "workbook-unreadable"],
    ["parts with a password", withEntries(sound, entry => entry.setUint16(8, 1, true)), "workbook-encrypted"],
  ])("with %s is refused", (_, bytes, code) => expect(codesOf(bytes)).toEqual([code]));

  test("with sizes in the long form is read like any other", () => {
    expect(inLongForm(sound).length).toBeGreaterThan(sound.length);
    expect(cellsIn(inLongForm(sound))).toEqual(cellsIn(sound));
  });

  test("with bytes behind its end is read like any other", () => {
    expect(cellsIn(new Uint8Array(Buffer.concat([sound, Buffer.from("\r\n")])))).toEqual(cellsIn(sound));
  });

  test("with two parts of one name is refused, whichever a program would read", () => {
    const twice = zip({ "xl/a.xml": "1", "xl/A.xml": "2" });
    expect(codesOf(twice)).toEqual(["workbook-forbidden"]);
  });

  test("without a part that is needed is unreadable", () => {
    for (const part of [
      "xl/workbook.xml",
      "_rels/.rels",
      "xl/_rels/workbook.xml.rels",
      sheetPart,
      "xl/sharedStrings.xml",
    ])
      expect(codesOf(sheetOf("", { [part]: "" })), part).toEqual(["workbook-unreadable"]);
  });
});

describe("names that mean something to JavaScript", () => {
  const proto = "__proto__";

  test.each([
    ["a sheet", xlsx([{ name: proto, xml: "<sheetData/>" }])],
    [
      "a name",
      xlsx([{ name: "S", xml: "<sheetData/>" }], { names: `<definedName name="${proto}">S!$A$1</definedName>` }),
    ],
    ["a part", zipSync(Object.defineProperty({}, `xl/${proto}/a.xml`, { value: strToU8("a"), enumerable: true }))],
  ])("are refused for %s", (_, bytes) => expect(codesOf(bytes)).toEqual(["workbook-forbidden"]));

  test("are plain text elsewhere: attributes, ids, shared formulas, cell texts", () => {
    const row = `<row ${proto}="1" constructor="2"><c t="inlineStr"><is><t>${proto}</t></is></c><c><f t="shared" ref="B1" si="${proto}">A1</f></c><c><f t="shared" si="${proto}"/></c></row>`;
    expect(cellsIn(sheetOf(row)).map(({ value, formula }) => formula ?? value)).toEqual([proto, "A1", "B1"]);
    expect(codesOf(sheetOf("<row><c><f t='shared' si='constructor'/></c></row>"))).toEqual(["workbook-unreadable"]);
    expect(codesOf(sheetOf("<row><c t='inlineStr'><is><t>&constructor;</t></is></c></row>"))).toEqual([
      "workbook-unreadable",
    ]);
  });
});

describe("document types and entities", () => {
  const bomb = `<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "${"&a;".repeat(100)}"><!ENTITY c "${"&b;".repeat(100)}">]>`;

  test.each(["xl/sharedStrings.xml", sheetPart, "xl/workbook.xml", "[Content_Types].xml", "_rels/.rels"])(
    "are refused in %s",
    part => {
      expect(codesOf(sheetOf("", { [part]: `${bomb}<sst>&c;</sst>` }))).toEqual(["workbook-forbidden"]);
    },
  );

  test("that were never declared make a part unreadable", () => {
    expect(codesOf(sheetOf("", { "xl/sharedStrings.xml": sharedStrings("<si><t>&c;</t></si>") }))).toEqual([
      "workbook-unreadable",
    ]);
  });
});

describe("what reaches out of the workbook is told and never followed", () => {
  const link = (content: string) => `<externalLink xmlns="${spreadsheetNamespace}">${content}</externalLink>`;

  test("in parts of the package", () => {
    const { ignored } = workbookIn(
      sheetOf("", {
        "xl/vbaProject.bin": "x",
        "xl/externalLinks/externalLink1.xml": link("<externalBook><sheetNames/></externalBook>"),
        "xl/externalLinks/externalLink2.xml": link('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'),
        "xl/externalLinks/_rels/externalLink1.xml.rels": relationships([
          ["rId1", "externalLinkPath", "https://example.org/a.xlsx"],
        ]),
        "xl/connections.xml": "<connections/>",
        "xl/embeddings/oleObject1.bin": "x",
        "xl/media/image1.png": "x",
        "xl/comments1.xml": "<comments/>",
        "xl/theme/theme1.xml": "<theme/>",
      }),
    );
    expect(ignored).toEqual([
      { kind: "macro", part: "xl/vbaProject.bin" },
      { kind: "external-link", part: "xl/externalLinks/externalLink1.xml" },
      { kind: "dde", part: "xl/externalLinks/externalLink2.xml" },
      { kind: "connection", part: "xl/connections.xml" },
      { kind: "embedded", part: "xl/embeddings/oleObject1.bin" },
      { kind: "picture", part: "xl/media/image1.png" },
      { kind: "comment", part: "xl/comments1.xml" },
    ]);
  });

  test("whatever the part is called, by its type", () => {
    const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/XL/harmless.xml" ContentType="application/vnd.ms-office.vbaProject"/></Types>`;
    const { ignored } = workbookIn(sheetOf("", { "[Content_Types].xml": types, "xl/harmless.xml": "x" }));
    expect(ignored).toEqual([{ kind: "macro", part: "xl/harmless.xml" }]);
  });

  test.each([
    ['_xlfn.WEBSERVICE("https://example.org/"&amp;A1)', "web-query"],
    ["_xlfn._xlws.FILTERXML(A1,B1)", "web-query"],
    ['image("https://example.org/a.png")', "web-query"],
    ['RTD("server",,"topic")', "web-query"],
    ["cmd|'/c calc'!A0", "dde"],
    ["1+'cmd|/c calc'!A0", "dde"],
    ["'C:\\[other.xlsx]S'!A1", "external-link"],
  ])("in formulas: %s", (formula, kind) => {
    const rows = `<row><c><v>1</v></c><c><f>${formula}</f></c><c><f>${formula}</f></c></row>`;
    expect(workbookIn(sheetOf(rows)).ignored).toEqual([{ kind, part: "Sheet1!B1" }]);
    const named = xlsx([{ name: "S", xml: "<sheetData/>" }], {
      names: `<definedName name="n">${formula}</definedName>`,
    });
    expect(workbookIn(named).ignored).toEqual([{ kind, part: "n" }]);
  });

  test("but not what only looks like it", () => {
    const formulas = ['"cmd|x"&amp;WEBSERVICE', "'a|b'!A1", "Costs[a|b]", "IMAGE1", "myimage(1)", "'IMAGE('!A1"];
    const sheets = ["a|b", "IMAGE("].map(name => ({
      name,
      xml: `<sheetData><row>${formulas.map(each => `<c><f>${each}</f></c>`).join("")}</row></sheetData>`,
    }));
    expect(workbookIn(xlsx(sheets)).ignored).toEqual([]);
  });
});

describe("what a sheet has beside its cells is not built", () => {
  test.each([
    [
      "a validation of all cells",
      '<dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>1</formula1></dataValidation></dataValidations>',
    ],
    ["a merge of all cells", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'],
    [
      "many formats and links",
      varied(
        20_000,
        index => `<conditionalFormatting sqref="A1:XFD1048576"><cfRule priority="${index}"/></conditionalFormatting>`,
      ),
    ],
  ])("%s", (_, xml) => {
    const bytes = xlsx([{ name: "S", xml: `<sheetData><row><c><v>1</v></c></row></sheetData>${xml}` }]);
    expect(cellsIn(bytes)).toEqual([{ row: 1, column: 1, value: 1 }]);
  });

  test("a name of all cells", () => {
    const names = '<definedName name="all">S!$A$1:$XFD$1048576</definedName>';
    expect(workbookIn(xlsx([{ name: "S", xml: "<sheetData/>" }], { names })).names.size).toBe(0);
  });
});

/** 58 kB, and a thousand times as much when unpacked. */
const bomb = sheetOf("", { "[Content_Types].xml": new Uint8Array(60_000_000) });

describe("too much of anything is refused in time, within 512 MB", { timeout: 60_000 }, () => {
  test.each([
    ["a bomb", () => bomb, "workbook-too-large"],
    [
      "a bomb that lies about its size",
      () => withEntries(bomb, (entry, path) => path.startsWith("[") && entry.setUint32(24, 9, true)),
      "workbook-too-large",
    ],
    ["a large file", () => new Uint8Array(11_000_000).fill(65), "workbook-too-large"],
    [
      "a large part that lies about its size",
      () =>
        withEntries(
          sheetOf(varied(1_040_000, index => `<row r="${index + 1}"><c r="A${index + 1}" s="${index % 97}"/></row>`)),
          (entry, path) => path === sheetPart && entry.setUint32(24, 9, true),
        ),
      "workbook-too-large",
    ],
    [
      "large parts",
      () =>
        xlsx(
          [1, 2, 3, 4].map(each => ({
            name: `S${each}`,
            xml: varied(
              330_000,
              index => `<mergeCell ref="A${index}:B${index * 31}" q="${index % 97}" at="${each}"/>`,
            ).repeat(2),
          })),
        ),
      "workbook-too-large",
    ],
    ["many cells", () => sheetOf(varied(601_000, index => `<row><c><v>${index}</v></c></row>`)), "workbook-too-many"],
    [
      "many names",
      () =>
        xlsx([{ name: "S", xml: "<sheetData/>" }], {
          names: varied(50_001, index => `<definedName name="n${index}">S!$A$1</definedName>`),
        }),
      "workbook-too-many",
    ],
    [
      "many sheets",
      () => xlsx(Array.from({ length: 499 }, (_, index) => ({ name: `S${index}`, xml: "<sheetData/>" }))),
      "workbook-too-many",
    ],
    [
      "many texts",
      () =>
        sheetOf("", { "xl/sharedStrings.xml": sharedStrings(varied(601_000, index => `<si><t>${index}</t></si>`)) }),
      "workbook-too-many",
    ],
    [
      "a long text in many cells",
      () =>
        sheetOf(
          varied(50_000, index => `<row s="${index}"><c t="s"><v>0</v></c></row>`),
          { "xl/sharedStrings.xml": sharedStrings(`<si><t>${"x".repeat(32_000)}</t></si>`) },
        ),
      "workbook-too-many",
    ],
    ["a long formula in many cells", () => shared(`${"A1+".repeat(2000)}1`, 50_000), "workbook-too-many"],
    ["elements without end", () => sheetOf(varied(100_000, index => `<a${index}>`)), "workbook-unreadable"],
    [
      "attributes without end",
      () => sheetOf(`<row ${varied(200_000, index => `a${index}="" `)}/>`),
      "workbook-unreadable",
    ],
  ])("%s", async (name, make, code) => {
    const path = join(scratch, `${name}.xlsx`);
    writeFileSync(path, make());
    const child = ["--import", "tsx", "test/workbook/returned/read-in-child.ts", path];
    const { stdout } = await promisify(execFile)(process.execPath, child);
    const { codes, memoryMb, polluted } = JSON.parse(stdout) as { codes: string[]; memoryMb: number; polluted: number };
    expect(codes).toEqual([code]);
    expect(memoryMb).toBeLessThan(512);
    expect(polluted).toBe(0);
  });

  test("and nothing was written", () => {
    expect(readdirSync(scratch).filter(name => !name.endsWith(".xlsx"))).toEqual([]);
  });
});

describe("the thread", () => {
  const slow = sheetOf(varied(300_000, index => `<row><c><f>A${index + 1}*2</f><v>${index}</v></c></row>`));

  test("is ended where it takes too long", async () => {
    expect(await parseInWorker(slow, "slow.xlsx", { timeoutMs: 50 })).toMatchObject({
      findings: [{ code: "workbook-timeout", values: { seconds: 0.05 } }],
    });
  });

  test("that runs out of memory is a finding, and the program lives", async () => {
    expect(await parseInWorker(slow, "slow.xlsx", { heapMb: 24 })).toMatchObject({
      findings: [
        { code: "workbook-too-large", values: { found: { en: "reading it takes more than 24 MB of memory" } } },
      ],
    });
  });
});

test("nothing of all this was added to every object", () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
