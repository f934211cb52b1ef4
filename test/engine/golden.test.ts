/** The demonstration case, frozen: its plan as text, its result as JSON, its report as HTML. */
import { expect, test } from "vitest";
import { locales, renderReport } from "../../src/index.ts";
import { expectGolden } from "../support/expect-golden.ts";
import { assessDemo } from "./demo.ts";
import { planText } from "./plan-text.ts";

const here = "test/engine/golden.test.ts";

test("the plan of the demonstration case is as it was", async () => {
  const { calculation } = await assessDemo();
  expectGolden("test/golden/jianglan.plan.txt", planText(calculation), here);
});

test("the result of the demonstration case is as it was, to twelve digits", async () => {
  const { result } = await assessDemo();
  const rounded = JSON.stringify(
    result,
    (_, value) => (typeof value === "number" ? Number(value.toPrecision(12)) : value),
    2,
  );
  expectGolden("test/golden/jianglan.result.json", `${rounded}\n`, here);
});

test.each(locales)("the report of the demonstration case is as it was: %s", async locale => {
  const html = await renderReport(await assessDemo(), locale);
  expect(html).toContain(`lang="${locale}"`);
  expectGolden(`test/golden/jianglan.report.${locale}.html`, html, here);
});
