import { expect, test } from "vitest";
import { barChart } from "../../src/report/charts/bars.ts";
import { cashFlowChart } from "../../src/report/charts/cash-flow.ts";
import { heatLevels } from "../../src/report/charts/heat-level.ts";
import { element, shortened, textWidth } from "../../src/report/charts/svg.ts";
import { waterfallChart } from "../../src/report/charts/waterfall.ts";
import { moneyScale } from "../../src/report/money-scale.ts";

/** The numbers of an attribute, in order. */
const numbers = (svg: string, name: string, attribute: string): number[] =>
  [...svg.matchAll(new RegExp(`<${name} [^>]*?\\b${attribute}="([^"]*)"`, "g"))].map(match => Number(match[1]));

test("texts and attributes are escaped", () => {
  expect(element("text", { class: `a"b` }, "<&>").svg).toBe('<text class="a&quot;b">&lt;&amp;&gt;</text>');
});

test("a name that is too wide is cut with an ellipsis, a Chinese one after as many em as fit", () => {
  expect(shortened("客户服务合同续约率", 10, 50)).toBe("客户服务…");
  expect(shortened("short", 10, 50)).toBe("short");
  expect(textWidth("客户", 10)).toBe(20);
});

test("bars are as long as their values, losses to the left of the axis", () => {
  const items = [40, 20, -20].map(value => ({ name: `n${value}`, value, text: `${value}`, kind: "item" as const }));
  const { svg } = barChart({ alternative: "bars", width: 640, items });
  const [long = 0, short = 0, loss = 0] = numbers(svg, "rect", "width");
  expect(long / short).toBeCloseTo(2, 2);
  expect(loss).toBeCloseTo(short, 1);
  const [start = 0, , left = 0] = numbers(svg, "rect", "x");
  expect(left).toBeCloseTo(start - loss, 1);
});

test("a waterfall's changes hang between the levels before and after", () => {
  const steps = [
    { name: "gross", level: 100, text: "100", kind: "level" as const },
    { name: "overlap", level: 60, text: "−40", kind: "change" as const },
    { name: "net", level: 60, text: "60", kind: "level" as const },
  ];
  const { svg } = waterfallChart({ alternative: "waterfall", width: 600, height: 200, steps });
  const [gross = 0, change = 0, net = 0] = numbers(svg, "rect", "height");
  expect(change).toBeCloseTo(gross * 0.4, 1);
  expect(net).toBeCloseTo(gross * 0.6, 1);
});

test("payback is marked where the cumulative line crosses zero", () => {
  const chart = {
    alternative: "flow",
    width: 640,
    height: 240,
    periods: [-100, -50, 50].map((cumulative, index) => ({
      name: `p${index}`,
      net: index === 0 ? -100 : 50 * index,
      cumulative,
    })),
    payback: { afterPeriods: 1.5, text: "paid back" },
    words: { net: "net", cumulative: "cumulative", end: "50" },
    tick: String,
  };
  const { svg } = cashFlowChart(chart);
  const path = /d="M([\d.]+),([\d.]+)L([\d.]+),([\d.]+)L([\d.]+),([\d.]+)"/.exec(svg)?.slice(1).map(Number) ?? [];
  const [, , x1 = 0, y1 = 0, x2 = 0, y2 = 0] = path;
  const marks = numbers(svg, "circle", "cx");
  expect(marks.at(-1)).toBeCloseTo((x1 + x2) / 2, 1);
  expect(numbers(svg, "circle", "cy").at(-1)).toBeCloseTo((y1 + y2) / 2, 1);
});

test("the heat map has five steps of the largest value, a level of its own for losses, none for nothing", () => {
  expect(heatLevels([100, 10, 50, 0, null, -5])).toEqual(["5", "1", "3", "none", "none", "negative"]);
});

test("one unit for all money: thousands or 万元, and a small amount never rounds to nothing", () => {
  const english = moneyScale(5_000_000, "CNY", "en");
  expect([english.name, english.amount(1_234_567), english.amount(49)]).toEqual(["CNY thousand", "1,235", "0.05"]);
  const chinese = moneyScale(5_000_000, "CNY", "zh-CN");
  expect([chinese.name, chinese.amount(1_234_567), chinese.amount(-49)]).toEqual(["万元", "123.5", "−0.005"]);
  expect(moneyScale(5_000, "EUR", "en").name).toBe("EUR");
});
