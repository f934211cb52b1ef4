/** The kernel where code may not be made from texts, and with nothing of Node: as in a browser with a strict policy. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { buildPlan } from "../../src/engine/build-plan.ts";
import { calculate } from "../../src/engine/calculate.ts";
import { keyOf } from "../../src/engine/plan/plan.ts";
import { loadDemo } from "../engine/demo.ts";

const script = `
import { readFileSync } from "node:fs";
import { compileKernel } from "./kernel.mjs";
let forbidden = false;
try { new Function("return 1")(); } catch { forbidden = true; }
const { plan, uncertain, own, outputs } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const kernel = compileKernel(plan, uncertain, outputs);
const result = kernel.evaluate(own.map(value => Float64Array.of(value)), 1);
console.log(JSON.stringify({ forbidden, uncompiled: kernel.uncompiled, values: outputs.map((_, index) => result.value(index, 0)) }));
`;

test("runs where no code may be made from texts and no module of Node is at hand", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kernel-"));
  try {
    // For the browser: a Node module in the kernel's imports would fail the bundle.
    await build({
      entryPoints: ["src/engine/kernel/compile-kernel.ts"],
      bundle: true,
      platform: "browser",
      format: "esm",
      outfile: join(folder, "kernel.mjs"),
      logLevel: "silent",
    });
    const { model, kase } = await loadDemo();
    const plan = buildPlan(model, kase);
    const cells = plan.sheets.flatMap(sheet => sheet.cells);
    const inputs = cells.flatMap(({ ref, content }) =>
      content.kind === "input" && content.value !== null ? [{ ref, value: content.value }] : [],
    );
    const outputs = cells.filter(({ content }) => content.kind === "formula").map(({ ref }) => ref);
    const given = { plan, uncertain: inputs.map(({ ref }) => ref), own: inputs.map(({ value }) => value), outputs };
    writeFileSync(join(folder, "given.json"), JSON.stringify(given));
    writeFileSync(join(folder, "script.mjs"), script);
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--disallow-code-generation-from-strings", join(folder, "script.mjs"), join(folder, "given.json")],
      { encoding: "utf8" },
    );
    expect(stderr).toBe("");
    const { forbidden, uncompiled, values } = JSON.parse(stdout);
    expect({ forbidden, uncompiled }).toEqual({ forbidden: true, uncompiled: [] });
    const wanted = calculate(plan).values;
    outputs.forEach((ref, index) => {
      const [got, value] = [values[index], wanted.get(keyOf(ref))];
      if (typeof value === "number")
        expect(Math.abs(got - value), keyOf(ref)).toBeLessThanOrEqual(1e-11 * Math.abs(value));
      else expect(got, keyOf(ref)).toEqual(value);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
