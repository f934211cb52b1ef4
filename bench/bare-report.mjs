/** What a report cannot do without: HyperFormula calculates, the browser prints. */
const [sheets, html, output, program] = process.argv.slice(2);
process.argv = [process.argv[0], "bare-calc", sheets];
await import("./bare-calc.mjs");
process.argv = [process.argv[0], "bare-print", html, output, program];
await import("./bare-print.mjs");
