/**
 * Run by a test as a program of its own: reads the file of its argument, and prints what came of it and what it took. With more time
 * than usual, because the machine may be busy, and what is asked is the finding.
 */
import { readReturned } from "../../../src/index.ts";

const before = Object.getOwnPropertyNames(Object.prototype).length;
const started = performance.now();
const read = await readReturned(process.argv[2] ?? "", { timeoutMs: 60_000 });
process.stdout.write(
  JSON.stringify({
    codes: "findings" in read ? read.findings.map(({ code }) => code) : [],
    cells: "workbook" in read ? read.workbook.sheets.reduce((sum, { cells }) => sum + cells.size, 0) : 0,
    seconds: (performance.now() - started) / 1000,
    // Kilobytes at its highest, of the whole process with all its threads.
    memoryMb: process.resourceUsage().maxRSS / 1024,
    polluted: Object.getOwnPropertyNames(Object.prototype).length - before,
  }),
);
