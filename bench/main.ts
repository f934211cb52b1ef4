/**
 * The whole benchmark. Ratios are what counts, the machine is stated. `npm run bench` runs every section and writes
 * bench/results/latest.md and latest.json; `npm run bench -- growth analysis` runs and prints only these.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { analysisSection } from "./analysis.ts";
import { batchSection } from "./batch.ts";
import { commandsSection } from "./commands.ts";
import { documentsSection } from "./documents.ts";
import { evaluationSection } from "./evaluation.ts";
import { growthSection } from "./growth.ts";
import { samplingSection } from "./sampling.ts";
import { isMet, type Section, sectionAsMarkdown } from "./section.ts";
import { sumOfProductsSection } from "./sum-of-products.ts";

const sections: Readonly<Record<string, () => Section | Promise<Section>>> = {
  // First, while this process is small: on Linux a child's greatest memory is at least its parent's. No kernel is compiled in it yet.
  commands: commandsSection,
  documents: documentsSection,
  batch: batchSection,
  evaluation: evaluationSection,
  analysis: analysisSection,
  "sum-of-products": sumOfProductsSection,
  growth: growthSection,
  sampling: samplingSection,
};

const asked = process.argv.slice(2);
const unknown = asked.filter(id => !Object.hasOwn(sections, id));
if (unknown.length > 0)
  throw new Error(`no section ${unknown.join(", ")}; there are ${Object.keys(sections).join(", ")}`);

const machine = {
  processor: `${cpus().length} × ${cpus()[0]?.model ?? "?"}`,
  memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
  node: process.version,
  platform: process.platform,
  loadBefore: Number((loadavg()[0] ?? 0).toFixed(1)),
};
const results: Section[] = [];
for (const [id, run] of Object.entries(sections)) {
  if (asked.length > 0 && !asked.includes(id)) continue;
  const section = await run();
  console.log(`${sectionAsMarkdown(section)}\n`);
  results.push(section);
}

if (asked.length === 0) {
  const about = `${machine.processor}, ${machine.memory}, Node ${machine.node}, ${machine.platform}; load before ${machine.loadBefore}.`;
  const text = ["# Benchmark", about, ...results.map(sectionAsMarkdown)].join("\n\n");
  mkdirSync("bench/results", { recursive: true });
  writeFileSync("bench/results/latest.md", `${text}\n`);
  const data = {
    machine,
    sections: results.map(section => ({
      ...section,
      measures: section.measures.map(measure => ({ ...measure, met: isMet(measure) ?? null })),
    })),
  };
  writeFileSync("bench/results/latest.json", `${JSON.stringify(data, null, 2)}\n`);
}
