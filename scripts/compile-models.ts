/** Part of the build: each installed model is checked in full, units included, and written as one JSON file beside the built code. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadModelFolder } from "../src/disk/load.ts";
import { printFinding } from "../src/finding/print.ts";

mkdirSync("dist/models", { recursive: true });
for (const id of readdirSync("models")) {
  const { model, findings, lineOf } = await loadModelFolder(join("models", id));
  for (const finding of findings) console.error(printFinding(finding, "en", lineOf));
  if (!model || findings.length > 0) throw new Error(`the model ${id} has findings`);
  writeFileSync(join("dist/models", `${id}.json`), JSON.stringify(model));
}
