/** HyperFormula calculates the sheets and ExcelJS writes them: formulas with results, no styles, names or protection. */
import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import { HyperFormula } from "hyperformula";

const sheets = JSON.parse(readFileSync(process.argv[2], "utf8"));
const engine = HyperFormula.buildFromSheets(sheets, {
  licenseKey: "gpl-v3",
  precisionRounding: 14,
  evaluateNullToZero: false,
  undoLimit: 0,
  maxRows: 200000,
});
const workbook = new ExcelJS.Workbook();
for (const [name, grid] of Object.entries(sheets)) {
  const worksheet = workbook.addWorksheet(name);
  const sheet = engine.getSheetId(name);
  grid.forEach((row, r) => {
    row.forEach((content, c) => {
      if (content === null) return;
      const cell = worksheet.getCell(r + 1, c + 1);
      if (typeof content === "string" && content.startsWith("=")) {
        const result = engine.getCellValue({ sheet, row: r, col: c });
        cell.value = { formula: content.slice(1), result: typeof result === "object" ? undefined : result };
      } else cell.value = typeof content === "string" ? content.slice(1) : content;
    });
  });
}
await workbook.xlsx.writeFile(process.argv[3]);
