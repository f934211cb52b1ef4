/** The demonstration case with each indicator many times over, calculated and written as a workbook: seconds and memory, as JSON. */
import { calculate, loadCase, writeWorkbook } from "../src/index.ts";

const times = Number(process.argv[2] ?? 100);
const { model, kase } = await loadCase("fixtures/jianglan");
if (!model || !kase) throw new Error("the demonstration case cannot be loaded");
const copies = Array.from({ length: times }, (_, copy) => (copy === 0 ? "" : `-copy-${copy}`));
const again = <T extends { readonly id: string }>(items: readonly T[]): T[] =>
  copies.flatMap(suffix => items.map(item => ({ ...item, id: item.id + suffix })));
const begun = performance.now();
const assessment = await calculate(
  { ...model, indicators: again(model.indicators) },
  { ...kase, indicators: again(kase.indicators) },
);
await writeWorkbook(assessment, "en");
const seconds = (performance.now() - begun) / 1000;
console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
