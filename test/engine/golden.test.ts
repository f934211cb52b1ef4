/** The demonstration case, frozen: its plan as text, its result as JSON. A difference prints how to accept it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { assessDemo } from "./demo.ts";
import { planText } from "./plan-text.ts";

const bless = "BLESS=1 npx vitest run test/engine/golden.test.ts";

function expectGolden(path: string, text: string): void {
  if (process.env.BLESS || !existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text, `differs from ${path}; if that is wanted: ${bless}`).toBe(readFileSync(path, "utf8"));
}

test("the plan of the demonstration case is as it was", async () => {
  const { calculation } = await assessDemo();
  expectGolden("test/golden/jianglan.plan.txt", planText(calculation));
});

test("the result of the demonstration case is as it was, to twelve digits", async () => {
  const { result } = await assessDemo();
  const rounded = JSON.stringify(
    result,
    (_, value) => (typeof value === "number" ? Number(value.toPrecision(12)) : value),
    2,
  );
  expectGolden("test/golden/jianglan.result.json", `${rounded}\n`);
});
