/** The many ways in which programs write the same cells. */
import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { type Parts, relationships, sharedStrings, sheetOf, spreadsheetNamespace as main, xlsx } from "./make-xlsx.ts";
import { cellsIn, codesOf, workbookIn } from "./read-back.ts";

/** The value of a sheet's only cell. */
const valueIn = (cell: string, parts: Parts = {}) => cellsIn(sheetOf(`<row r="1">${cell}</row>`, parts))[0]?.value;

describe("a value", () => {
  test.each([
    ['<c r="A1"><v>12.5</v></c>', 12.5],
    ['<c r="A1" t="n"><v> -1.5E-3 </v></c>', -0.0015],
    ['<c r="A1"><v><![CDATA[7]]></v></c>', 7],
    ['<c r="A1" t="b"><v>1</v></c>', true],
    ['<c r="A1" t="b"><v>false</v></c>', false],
    ['<c r="A1" t="e"><v>#DIV/0!</v></c>', { error: "#DIV/0!" }],
    ['<c r="A1" t="s"><v>1</v></c>', "second"],
    ['<c r="A1" t="str"><f>B1</f><v>a &amp; b_x000A_c</v></c>', "a & b\nc"],
    ['<c r="A1" t="inlineStr"><is><t xml:space="preserve"> in line </t></is></c>', " in line "],
    ['<c r="A1" t="inlineStr"><is><t></t></is></c>', ""],
    ['<c r="A1" t="d"><v>2026-02-10</v></c>', "2026-02-10"],
  ])("is read by its type: %s", (cell, value) => expect(valueIn(cell)).toEqual(value));

  test.each(["1e999", "NaN", "Infinity", "-Infinity", "0x10", "1,5", "twelve", "1 2", "9".repeat(500)])(
    "that is no number of a spreadsheet is an error, never a number or text: %s",
    text => expect(valueIn(`<c r="A1"><v>${text}</v></c>`)).toEqual({ error: "#NUM!" }),
  );

  test.each(['<c r="A1" t="b"><v>yes</v></c>', '<c r="A1" t="e"><v>none</v></c>', '<c r="A1" t="new"><v>1</v></c>'])(
    "that its type cannot hold is an error: %s",
    cell => expect(valueIn(cell)).toEqual({ error: "#NUM!" }),
  );

  test("is nothing in a formula without a result; an empty cell is not told", () => {
    const cells = cellsIn(sheetOf('<row r="1"><c r="A1" s="1"/><c r="B1"><f>A1</f></c><c r="C1"><v></v></c></row>'));
    expect(cells).toEqual([{ row: 1, column: 2, value: null, formula: "A1" }]);
  });
});

describe("a shared text", () => {
  const parts = (item: string): Parts => ({ "xl/sharedStrings.xml": sharedStrings(item) });
  const first = '<c r="A1" t="s"><v>0</v></c>';

  test("is that of all its runs, without how it is read aloud", () => {
    const rich =
      "<si><r><rPr><b/></rPr><t>客</t></r><r><t>户</t></r><rPh sb='0' eb='1'><t>kèhù</t></rPh><phoneticPr/></si>";
    expect(valueIn(first, parts(rich))).toBe("客户");
  });

  test("has its characters given by code", () => {
    expect(valueIn(first, parts("<si><t>a_x000D_b_x005F_x0041_ _x00e9_ _x12_</t></si>"))).toBe("a\rb_x0041_ é _x12_");
  });

  test("may be empty", () => expect(valueIn(first, parts("<si/>"))).toBe(""));

  test("that is not there makes the file unreadable", () => {
    expect(codesOf(sheetOf('<row r="1"><c r="A1" t="s"><v>2</v></c></row>'))).toEqual(["workbook-unreadable"]);
    expect(codesOf(sheetOf('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'))).toEqual(["workbook-unreadable"]);
  });
});

describe("a place", () => {
  const places = (rows: string) => cellsIn(sheetOf(rows)).map(({ row, column }) => [row, column]);

  test("is counted where the file does not say it", () => {
    const rows =
      "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r='4'><c r='C4'><v>1</v></c><c><v>2</v></c></row><row><c><v>5</v></c></row>";
    expect(places(rows)).toEqual([
      [1, 1],
      [1, 3],
      [4, 3],
      [4, 4],
      [5, 1],
    ]);
  });

  test("may be the last of a sheet, and none beyond", () => {
    expect(places('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')).toEqual([[1_048_576, 16_384]]);
    for (const rows of [
      '<row r="1048577"><c><v>1</v></c></row>',
      '<row r="0"><c><v>1</v></c></row>',
      '<row r="1.5"/>',
      '<row r="1"><c r="XFE1"><v>1</v></c></row>',
      '<row r="1"><c r="XFD1"/><c><v>1</v></c></row>',
      '<row r="1"><c r="__proto__"><v>1</v></c></row>',
      '<row r="1"><c r="A2"><v>1</v></c></row>',
    ])
      expect(codesOf(sheetOf(rows)), rows).toEqual(["workbook-unreadable"]);
  });

  test("holds one cell", () => {
    expect(codesOf(sheetOf('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'))).toEqual([
      "workbook-unreadable",
    ]);
  });
});

describe("what is hidden", () => {
  test("is told of rows and columns with cells", () => {
    const cols = '<cols><col min="1" max="1"/><col min="2" max="16384" hidden="1"/><col min="3" max="4"/></cols>';
    const rows =
      '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row><row r="2" hidden="true"><c r="A2"><v>1</v></c></row><row r="3" hidden="1"/>';
    const [sheet] = workbookIn(xlsx([{ name: "S", xml: `${cols}<sheetData>${rows}</sheetData>` }])).sheets;
    expect(sheet?.hiddenRows).toEqual(new Set([2]));
    expect(sheet?.hiddenColumns).toEqual(new Set([3]));
  });

  test("is told of sheets, in the order of the file", () => {
    const xml = "<sheetData/>";
    const { sheets } = workbookIn(
      xlsx([
        { name: "b", xml, state: "veryHidden" },
        { name: "a", xml, state: "hidden" },
        { name: "c", xml },
      ]),
    );
    expect(sheets.map(({ name, state }) => [name, state])).toEqual([
      ["b", "veryHidden"],
      ["a", "hidden"],
      ["c", "visible"],
    ]);
  });
});

describe("a package", () => {
  const strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
  const sheet = (open: string, close: string, cell: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>${open}${cell}${close}`;
  const withSheet = (content: string | Uint8Array): Uint8Array =>
    xlsx([{ name: "S", xml: "" }], { parts: { "xl/worksheets/sheet1.xml": content } });
  const one = [{ row: 1, column: 1, value: 1 }];

  test("may prefix its elements, and use the strict vocabulary", () => {
    const prefixed = `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(cellsIn(withSheet(prefixed))).toEqual(one);
    const cells = "<sheetData><row><c><v>1</v></c></row></sheetData>";
    expect(cellsIn(withSheet(sheet(`<worksheet xmlns="${strict}">`, "</worksheet>", cells)))).toEqual(one);
  });

  test("may use other vocabularies beside, which are passed over", () => {
    const foreign = `<worksheet xmlns="${main}" xmlns:e="urn:else"><e:sheetData><row><c r="B9"><v>9</v></c></row></e:sheetData><sheetData><row><e:c><v>9</v></e:c><c><v>1</v><e:v>2</e:v></c></row></sheetData><extLst><ext><c><v>9</v></c></ext></extLst></worksheet>`;
    expect(cellsIn(withSheet(foreign))).toEqual(one);
    expect(codesOf(withSheet('<worksheet xmlns="urn:else"/>'))).toEqual(["workbook-unreadable"]);
  });

  test("may be in UTF-16, or begin with a mark", () => {
    const text = `\ufeff<worksheet xmlns="${main}"><sheetData><row><c t="inlineStr"><is><t>客户</t></is></c></row></sheetData></worksheet>`;
    const named = [{ row: 1, column: 1, value: "客户" }];
    expect(cellsIn(withSheet(text))).toEqual(named);
    expect(cellsIn(withSheet(new Uint8Array(Buffer.from(text, "utf16le"))))).toEqual(named);
    expect(codesOf(withSheet(strToU8(text, true)))).toEqual(["workbook-unreadable"]);
  });

  test("may call its parts anything, from its root or from the folder of the part that names them", () => {
    const cells = `<worksheet xmlns="${main}"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`;
    for (const target of ["/Daten/Blatt.xml", "../Daten/Blatt.xml", "./../xl/../daten/BLATT.XML"]) {
      const parts = {
        "xl/worksheets/sheet1.xml": "",
        "Daten/Blatt.xml": cells,
        "xl/_rels/workbook.xml.rels": relationships([["rId1", "worksheet", target]]),
      };
      expect(cellsIn(xlsx([{ name: "S", xml: "" }], { parts })), target).toEqual(one);
    }
  });

  test("must have the parts it names, once each, and inside itself", () => {
    for (const targets of [
      ["gone.xml"],
      ["https://example.org/sheet.xml"],
      ["worksheets/sheet1.xml", "worksheets/sheet1.xml"],
    ]) {
      const parts = {
        "xl/_rels/workbook.xml.rels": relationships(
          targets.map((target, index) => [`rId${index + 1}`, "worksheet", target]),
        ),
      };
      const sheets = targets.map((_, index) => ({ name: `S${index}`, xml: "<sheetData/>" }));
      expect(codesOf(xlsx(sheets, { parts })), targets.join(" ")).toEqual(["workbook-unreadable"]);
    }
  });

  test("may have sheets that are charts: they have no cells", () => {
    const parts = { "xl/_rels/workbook.xml.rels": relationships([["rId1", "chartsheet", "worksheets/sheet1.xml"]]) };
    expect(workbookIn(xlsx([{ name: "Chart", xml: "" }], { parts })).sheets[0]?.cells.size).toBe(0);
  });

  test("says which program wrote it, in a hundred characters at most", () => {
    const properties = (program: string) => ({
      "_rels/.rels": relationships([
        ["rId1", "officeDocument", "xl/workbook.xml"],
        ["rId2", "extended-properties", "docProps/app.xml"],
      ]),
      "docProps/app.xml": `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>${program}</Application></Properties>`,
    });
    expect(workbookIn(sheetOf("", properties("WPS 表格"))).program).toBe("WPS 表格");
    expect(workbookIn(sheetOf("", properties("x".repeat(500)))).program).toHaveLength(100);
    expect(workbookIn(sheetOf("")).program).toBeUndefined();
  });
});

describe("a name", () => {
  const name = (text: string, refersTo: string, more = "") =>
    `<definedName name="${text}"${more}>${refersTo}</definedName>`;
  const sheets = ["Plain", "It's here", "输入"].map(each => ({ name: each, xml: "<sheetData/>" }));
  const namesOf = (...all: string[]) => workbookIn(xlsx(sheets, { names: all.join("") })).names;

  test("of one cell is read, whatever way its sheet is written", () => {
    const names = namesOf(
      name("Quoted", "'It''s here'!$B$3"),
      name("plain", "plain!$XFD$1048576"),
      name("constructor", "输入!$A$1"),
      name("formula", "=Plain!$A$2"),
    );
    expect(names).toEqual(
      new Map([
        ["quoted", { sheet: "It's here", row: 3, column: 2 }],
        ["plain", { sheet: "Plain", row: 1_048_576, column: 16_384 }],
        ["constructor", { sheet: "输入", row: 1, column: 1 }],
        ["formula", { sheet: "Plain", row: 2, column: 1 }],
      ]),
    );
  });

  test("of anything else is left out, as are those of one sheet and Excel's own", () => {
    const names = namesOf(
      name("range", "Plain!$A$1:$A$2"),
      name("relative", "Plain!A1"),
      name("half", "Plain!$A1"),
      name("lost", "#REF!"),
      name("lost2", "Plain!#REF!"),
      name("elsewhere", "Other!$A$1"),
      name("outside", "[1]Plain!$A$1"),
      name("value", "0.5"),
      name("two", "Plain!$A$1,Plain!$A$2"),
      name("beyond", "Plain!$XFE$1"),
      name("own", "Plain!$A$1", ' localSheetId="0"'),
      name("_xlnm.Print_Area", "Plain!$A$1"),
    );
    expect(names).toEqual(new Map());
  });

  test("is given once", () => {
    expect(codesOf(xlsx(sheets, { names: name("a", "Plain!$A$1") + name("A", "Plain!$A$2") }))).toEqual([
      "workbook-unreadable",
    ]);
  });
});
