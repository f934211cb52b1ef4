import { describe, expect, test } from "vitest";
import { barChart } from "../../src/report/charts/bars.ts";
import { cashFlowChart } from "../../src/report/charts/cash-flow.ts";
import { heatLevels } from "../../src/report/charts/heat-level.ts";
import { apart, linesChart } from "../../src/report/charts/lines.ts";
import { periodNames } from "../../src/report/charts/money-grid.ts";
import { element, shortened, textWidth } from "../../src/report/charts/svg.ts";
import { textLines } from "../../src/report/charts/text-lines.ts";
import { type TornadoItem, tornadoChart } from "../../src/report/charts/tornado.ts";
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
    { name: "gross", level: 100, text: "100", kind: "level" as const, reference: null },
    { name: "overlap", level: 60, text: "−40", kind: "change" as const, reference: null },
    { name: "net", level: 60, text: "60", kind: "level" as const, reference: null },
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
  const large = moneyScale(2.5e12, "CNY", "en");
  expect([large.name, large.amount(1.2345e12)]).toEqual(["CNY million", "1,234,500"]);
  const vast = moneyScale(2.5e12, "CNY", "zh-CN");
  expect([vast.name, vast.amount(1.2345e12)]).toEqual(["亿元", "12,345.0"]);
});

describe("a tornado", () => {
  const end = (result: number, text: string) => ({ result, text });
  const chart = (items: readonly TornadoItem[]) =>
    tornadoChart({
      alternative: "tornado",
      width: 640,
      planned: { result: 100, text: "as planned 100" },
      items,
      tick: String,
    }).svg;

  test("has bars as long as what each end is away from the plan, to the side it lies on", () => {
    const svg = chart([{ name: "target", low: end(60, "70%"), high: end(180, "90%") }]);
    const [long = 0, short = 0] = numbers(svg, "rect", "width");
    expect(long / short).toBeCloseTo(2, 1);
    const [right = 0, left = 0] = numbers(svg, "rect", "x");
    expect(left + short).toBeCloseTo(right, 1);
  });

  test("writes the input's value at each end, whichever way the figure moves", () => {
    const ends = (svg: string) =>
      [...svg.matchAll(/<text x="([\d.]+)"[^>]*class="chart-end"[^>]*>([^<]*)</g)]
        .sort((a, b) => Number(a[1]) - Number(b[1]))
        .map(match => match[2]);
    expect(ends(chart([{ name: "rising", low: end(60, "low"), high: end(180, "high") }]))).toEqual(["low", "high"]);
    expect(ends(chart([{ name: "falling", low: end(180, "low"), high: end(60, "high") }]))).toEqual(["high", "low"]);
    expect(ends(chart([{ name: "none below", low: end(100, "low"), high: end(180, "high") }]))).toEqual([
      "low",
      "high",
    ]);
  });

  test("shows the shorter bar over the longer where both lie on one side of the plan", () => {
    const svg = chart([{ name: "both lower it", low: end(80, "low"), high: end(40, "high") }]);
    const [first = 0, second = 0] = numbers(svg, "rect", "width");
    expect(first).toBeCloseTo(3 * second, 1);
  });

  test("keeps every text inside the drawing, long names in two lines", () => {
    const long = "Annual billable value of jobs that were paid by customers with a contract · Confidence";
    const chinese = "服务合同续约率（含多年期合同与框架协议项下的全部设备）· 置信比例";
    const svg = chart(
      [long, chinese].map(name => ({ name, low: end(-900, "CNY 184.5 million"), high: end(900, "CNY 225.5 million") })),
    );
    const texts = [...svg.matchAll(/<text x="([\d.-]+)"([^>]*)>([^<]*)</g)].map(match => {
      const [x, width] = [Number(match[1]), textWidth(match[3] ?? "", 10)];
      const from = match[2]?.includes('"end"') ? x - width : match[2]?.includes('"middle"') ? x - width / 2 : x;
      return [from, from + width];
    });
    expect(Math.min(...texts.map(([from = 0]) => from))).toBeGreaterThanOrEqual(-0.5);
    expect(Math.max(...texts.map(([, to = 0]) => to))).toBeLessThanOrEqual(640.5);
    expect(svg.match(/class="chart-name"/g)).toHaveLength(4);
    expect(svg).not.toContain("…");
  });
});

test("a text breaks between words, Chinese anywhere; only what is beyond the last line is cut", () => {
  expect(textLines("one two three", 10, 45)).toEqual(["one two", "three"]);
  expect(textLines("客户服务合同续约率", 10, 55)).toEqual(["客户服务合", "同续约率"]);
  expect(textLines("客户服务合同续约率提升幅度", 10, 55)).toEqual(["客户服务合", "同续约率…"]);
  expect(textLines("short", 10, 55)).toEqual(["short"]);
});

test("names of lines stand apart, each as near to its line as the others let it", () => {
  expect(apart([10, 100], 14, 0, 200)).toEqual([10, 100]);
  expect(apart([50, 50], 14, 0, 200)).toEqual([43, 57]);
  expect(apart([100, 50, 52], 10, 0, 200)).toEqual([100, 46, 56]);
  expect(apart([198, 199], 14, 0, 200)).toEqual([186, 200]);
});

test("each line of a chart is named at its end, the leading one strong and whole, the others dashed apart", () => {
  const line = (name: string, values: readonly number[], isLeading = false) => ({
    name,
    end: String(values.at(-1)),
    values,
    isLeading,
  });
  const { svg } = linesChart({
    alternative: "lines",
    width: 640,
    height: 200,
    periods: ["Build", "2025", "2026"],
    lines: [line("low", [-10, -5, 0]), line("plan", [-10, 0, 10], true), line("high", [-10, 5, 20])],
    tick: String,
  });
  expect([...svg.matchAll(/class="chart-(figure|name)">([^<]*)</g)].map(match => `${match[1]}: ${match[2]}`)).toEqual([
    "name: low 0",
    "figure: plan 10",
    "name: high 20",
  ]);
  const dashes = [...svg.matchAll(/<path [^>]*>/g)].map(([tag]) => /stroke-dasharray="([^"]*)"/.exec(tag)?.[1] ?? "");
  expect(new Set(dashes).size).toBe(3);
  expect(dashes).toContain("");
});

test("names of periods never touch each other, and the first is always there", () => {
  for (const step of [12, 20, 31, 45, 80]) {
    const names = ["Build", ...Array.from({ length: 12 }, (_, index) => `2025Q${index}`)];
    const drawn = periodNames(names, index => index * step, 0).map(({ svg }) => {
      const [, x = "", name = ""] = /x="([\d.]+)".*>([^<]*)</.exec(svg) ?? [];
      return { from: Number(x) - textWidth(name, 10) / 2, to: Number(x) + textWidth(name, 10) / 2, name };
    });
    expect(drawn[0]?.name).toBe("Build");
    expect(drawn.length).toBeGreaterThan(2);
    drawn.slice(1).forEach(({ from }, index) => {
      expect(from).toBeGreaterThan(drawn[index]?.to ?? 0);
    });
  }
});
