/** Random formulas of the model language, as text, for properties. */
import fc from "fast-check";

export const names = ["baseline", "target", "annual_visits", "cost_per_visit", "share"] as const;

const leaf = fc.oneof(
  fc.constantFrom(...names),
  fc.nat({ max: 9999 }).map(String),
  fc
    .tuple(fc.nat({ max: 999 }), fc.nat({ max: 99 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(2, "0")}`),
);

/** Arithmetic whose value is a number, and conditions whose value is truth. */
const { number } = fc.letrec<{ number: string; truth: string }>(tie => {
  const inner = tie("number");
  const several = fc.array(inner, { minLength: 1, maxLength: 4 });
  const infix = (signs: readonly string[]) =>
    fc.tuple(inner, fc.constantFrom(...signs), inner).map(([left, sign, right]) => `${left}${sign}${right}`);
  return {
    number: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      infix(["+", "-", "*", "/", " + ", " * "]),
      fc.tuple(inner, fc.constantFrom("2", "0.5", "3", "-1")).map(([base, power]) => `(${base})^${power}`),
      inner.map(each => `(${each})`),
      inner.map(each => `-${each}`),
      inner.map(each => `(${each})%`),
      fc
        .tuple(fc.constantFrom("MAX", "MIN", "SUM", "AVERAGE", "MEDIAN", "PRODUCT"), several)
        .map(([f, args]) => `${f}(${args.join(",")})`),
      fc.tuple(inner, fc.integer({ min: -3, max: 4 })).map(([of, places]) => `ROUND(${of},${places})`),
      fc.tuple(fc.constantFrom("ABS", "SIGN", "SQRT", "EXP", "LN", "INT"), inner).map(([f, arg]) => `${f}(${arg})`),
      fc.tuple(inner, fc.constantFrom("2", "0.5", "-2")).map(([base, power]) => `POWER(${base},${power})`),
      fc.tuple(tie("truth"), inner, inner).map(([test, then, otherwise]) => `IF(${test},${then},${otherwise})`),
    ),
    truth: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      infix(["<", "<=", ">", ">=", "=", "<>"]),
      fc
        .tuple(fc.constantFrom("AND", "OR"), fc.array(tie("truth"), { minLength: 1, maxLength: 3 }))
        .map(([f, args]) => `${f}(${args.join(",")})`),
      tie("truth").map(each => `NOT(${each})`),
    ),
  };
});

export const formulas = number.map(text => `=${text}`).filter(text => text.length < 2000);

/** A value for each name: money, counts, shares, 0 and losses among them. */
export const values = fc.record(
  Object.fromEntries(
    names.map(name => [
      name,
      fc.oneof(
        fc.integer({ min: -2000, max: 5000 }),
        fc.integer({ min: -100, max: 300 }).map(n => n / 100),
      ),
    ]),
  ) as Record<(typeof names)[number], fc.Arbitrary<number>>,
);
