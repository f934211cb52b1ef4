/** HyperFormula alone builds the sheets. */
import { readFileSync } from "node:fs";
import { HyperFormula } from "hyperformula";

const sheets = JSON.parse(readFileSync(process.argv[2], "utf8"));
const engine = HyperFormula.buildFromSheets(sheets, {
  licenseKey: "gpl-v3",
  precisionRounding: 14,
  evaluateNullToZero: false,
  undoLimit: 0,
  maxRows: 200000,
});
console.log(engine.getCellValue({ sheet: engine.getSheetId("summary"), row: 4, col: 1 }));
