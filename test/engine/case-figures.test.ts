/** Many cases at once, against the whole engine run for each of them. */
import { expect, test } from "vitest";
import { calculate } from "../../src/engine/calculate.ts";
import { compileCaseFigures, headlineFigures } from "../../src/engine/case-figures.ts";
import { keyOf } from "../../src/engine/plan/plan.ts";
import { Figures } from "../../src/engine/result-of.ts";
import { seeded } from "../kernel/random.ts";
import { withInputs } from "../oracle/with-inputs.ts";
import { assessDemo } from "./demo.ts";

test("gives each case the figures that the whole engine gives it", async () => {
  const { calculation } = await assessDemo();
  const compiled = compileCaseFigures(calculation);
  expect(compiled.uncompiled).toEqual([]);
  expect(compiled.figures).toEqual(headlineFigures);
  const random = seeded(1);
  const cases = 5;
  const columns = compiled.planned.map(value =>
    Float64Array.from({ length: cases }, (_, which) => (which === 0 ? value : value * (0.8 + 0.4 * random()))),
  );
  const evaluated = compiled.evaluate(columns, cases);
  for (let which = 0; which < cases; which += 1) {
    const changes = new Map(compiled.inputs.map(({ ref }, index) => [keyOf(ref), columns[index]?.[which] ?? 0]));
    const whole = new Figures(calculate(withInputs(calculation.plan, changes)));
    compiled.figures.forEach((key, figure) => {
      expect(evaluated.value(figure, which), key).toBeCloseTo(whole.number(key) ?? Number.NaN, 6);
    });
  }
});

test("refuses a figure that the plan does not have", async () => {
  const { calculation } = await assessDemo();
  expect(() => compileCaseFigures(calculation, ["summary.happiness"])).toThrow("summary.happiness");
});
