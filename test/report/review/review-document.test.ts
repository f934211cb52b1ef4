/** The value review as a document: its golden HTML, what its sentences say, that its bridges add up, and that no text in it is obeyed. */
import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Measurement } from "../../../src/review/actuals.ts";
import { renderReview } from "../../../src/index.ts";
import { bridgeSteps } from "../../../src/report/review/bridge-steps.ts";
import type { ReviewedIndicator } from "../../../src/review/review.ts";
import { locales } from "../../../src/text/locale.ts";
import { expectGolden } from "../../support/expect-golden.ts";
import { type DemoReview, demoReview, movedBy, viewOf } from "./demo-review.ts";

let demo: DemoReview;
beforeAll(async () => {
  demo = await demoReview();
}, 60_000);

const cents = (amount: number) => Math.round(amount * 100);
/** As printed, back to a number. */
const printed = (text: string) => cents(Number(text.replaceAll(",", "").replace("\u2212", "-").replace("+", "")));

describe.each(locales)("the demonstration in %s", locale => {
  test("is as agreed", async () => {
    const html = await renderReview(demo.assessment, demo.reviewed, locale);
    const body = html
      .slice(html.indexOf("<body>"))
      .replaceAll(/(<\/(?:p|tr|div|dl|h[1-3]|svg|section)>)(?!\n)/g, "$1\n");
    expectGolden(`test/golden/jianglan.review.${locale}.html`, body, "test/report/review/review-document.test.ts");
  });

  test("needs nothing from outside and allows nothing in", async () => {
    const html = await renderReview(demo.assessment, demo.reviewed, locale);
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).not.toMatch(/\ssrc=|url\(|@import|<script|\sstyle=/);
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(html.replaceAll("&#x27;", "'").replaceAll("&#x3D;", "=")).toContain(`style-src 'sha256-${hash}'`);
    expect(html).not.toMatch(/\{\w+\}(?![^<]*<\/style>)|undefined|NaN|\[object/);
  });

  test("draws every indicator, the status, both bridges, the course and the forecast, each with its words", async () => {
    const drawings = (await renderReview(demo.assessment, demo.reviewed, locale)).match(/<svg[^>]*>/g) ?? [];
    expect(drawings).toHaveLength(12 + 5);
    for (const drawing of drawings) expect(drawing).toMatch(/role="img" aria-label="[^"]{15,}"/);
  });
});

test("names what was missed, with its cause, who noted it, and what moves it", () => {
  const { causes, actions } = viewOf(demo, "en");
  const row = causes.causes?.rows[0];
  expect(row?.head).toMatchObject({ text: "Travel time per visit", note: "missed · 2.41, planned 2.25" });
  expect(row?.cells[1]?.text).toMatch(/^Two western branches joined in August only/);
  expect(row?.cells[1]?.note).toMatch(/^2026Q2: Western branches not yet on the scheduling optimizer/);
  expect(row?.cells[2]).toMatchObject({ text: "Xu Jiayi 徐佳怡", note: "FSM visit records" });
  expect(actions.proposed?.table.rows).toHaveLength(1);
});

describe("sentences", () => {
  const sentences = async (otherwise: Parameters<typeof demoReview>[0]) => {
    const { headline } = viewOf(await demoReview(otherwise), "en");
    return [headline.message, ...headline.sentences.map(({ text }) => text)].join("\n");
  };

  test("of a plan that is kept", () => {
    const { headline } = viewOf(demo, "en");
    expect(headline.message).toBe("CNY\u00a07.68\u00a0million realized so far: 100.5% of what was planned.");
    expect(headline.sentences[2]?.text).toMatch(
      /“Travel time per visit” lies .* below its plan; “Service revenue leakage rate” lies .* above/,
    );
  });

  test("of losses speak of losses, and of no share of a plan as if it were reached", async () => {
    const text = await sentences({ history: movedBy(-0.2), period: 2 });
    expect(text).toMatch(/^So far the result is a loss of CNY/);
    expect(text).toMatch(/In 2025Q3, the measured levels came to a loss of CNY/);
    expect(text).toMatch(/Cash tied up beyond the baseline/);
    expect(text).toMatch(/nothing measured lies above its plan/);
    expect(text).not.toMatch(/net benefit of CNY/);
  });

  test("of nothing measured say so, and give no figure of what was realized", async () => {
    const text = await sentences({ history: () => [], period: 2 });
    expect(text).toMatch(/^Nothing has been measured yet/);
    expect(text).toMatch(/In 2025Q3, nothing has been measured, against CNY/);
    expect(text).not.toMatch(/realization|realized|%/);
  });

  test("of nothing due do not count it as missed", async () => {
    const text = await sentences({
      history: () => [],
      period: 1,
      isEstimate: true,
      kase: kase => ({ ...kase, ramp: [0, ...kase.ramp.slice(1)] }),
    });
    expect(text).toMatch(/^Nothing is due yet/);
    expect(text).toMatch(/In 2025Q2 nothing was due: the ramp has not begun/);
  });

  test("of what is measured in part hold it against its own plan only", async () => {
    const open = (all: readonly Measurement[]) => all.filter(({ item }) => item !== "remote-resolution-rate");
    const text = await sentences({ history: open });
    expect(text).toMatch(/of what was planned for what has been measured/);
    expect(text).toMatch(/Of that plan, CNY.* is for what has been measured/);
  });

  test("are filled in, in Chinese too, for every kind of review", async () => {
    for (const otherwise of [
      { history: movedBy(-1) },
      { history: () => [] },
      { history: movedBy(0) },
      { history: movedBy(1) },
    ]) {
      const { headline } = viewOf(await demoReview(otherwise), "zh-CN");
      for (const text of [headline.message, ...headline.sentences.map(each => each.text)]) {
        expect(text).not.toMatch(/\{\w+\}|null|NaN|undefined/);
        expect(text).toMatch(/。$/);
      }
    }
  });
});

describe("a bridge", () => {
  test("adds up from planned to realized to the cent, whatever is named, summed or not measured", async () => {
    const kinds = [
      demo,
      await demoReview({ more: ",go-live,,,2025-05-16,,,\n" }),
      await demoReview({ history: movedBy(-0.5) }),
      await demoReview({ history: all => all.filter(({ item, period }) => (item.length + period) % 3 !== 0) }),
    ];
    for (const { reviewed } of kinds)
      for (const of of ["quarter", "toDate"] as const) {
        const found = bridgeSteps(reviewed.indicators, reviewed[of], of);
        if (!found) throw new Error("no bridge");
        const sum = found.steps.reduce((total, { difference }) => total + cents(difference), cents(found.planned));
        expect(sum).toBe(cents(found.realized));
        expect(found.steps.length).toBeLessThanOrEqual(7);
        for (const step of found.steps.filter(({ kind }) => kind !== "not-measured"))
          expect(cents(step.timing) + cents(step.indicator)).toBe(cents(step.difference));
        const named = found.steps
          .filter(({ kind }) => kind === "indicator")
          .map(({ difference }) => Math.abs(difference));
        expect(named).toEqual(named.toSorted((a, b) => b - a));
      }
  });

  test("adds up as it is printed", () => {
    const { bridge } = viewOf(demo, "en");
    for (const { table } of bridge.parts) {
      const rows = (table?.rows ?? []).map(({ cells }) => cells.map(({ text }) => text));
      const differences = rows.slice(1, -1).map(([difference = ""]) => printed(difference));
      const sum = differences.reduce((total, each) => total + each, 0);
      expect(sum).toBe(printed(rows.at(-1)?.[0] ?? ""));
      expect(printed(rows[0]?.[1] ?? "") + sum).toBe(printed(rows.at(-1)?.[1] ?? ""));
    }
  });

  test("is not drawn where nothing is measured", async () => {
    const { bridge } = viewOf(await demoReview({ history: () => [] }), "en");
    for (const { chart, gap } of bridge.parts) {
      expect(chart).toBeNull();
      expect(gap).toMatch(/nothing has been measured/);
    }
  });

  test("sums the smallest of many, and leaves none out", () => {
    const one = demo.reviewed.indicators[0];
    if (!one) throw new Error("no indicators");
    const many = Array.from({ length: 54 }, (_, index): ReviewedIndicator => {
      const difference = { timing: 0, indicator: (index % 2 ? 1 : -1) * (index + 0.01), volume: null };
      return { ...one, id: `i${index}`, difference };
    });
    const total = many.reduce((sum, { difference }) => sum + cents(difference.indicator ?? 0), 0) / 100;
    const sum = { ...demo.reviewed.quarter, planned: 1000, realized: 1000 + total };
    const found = bridgeSteps(many, sum, "quarter");
    expect(found?.steps.map(({ kind }) => kind)).toEqual([...Array.from({ length: 6 }, () => "indicator"), "rest"]);
    expect(found?.steps.flatMap(({ ids }) => ids)).toHaveLength(54);
  });
});

describe("a settlement", () => {
  test("adds up as it is printed: periods to years, years to all, paid and fee to what the vendor gets", () => {
    const { settlement } = viewOf(demo, "en");
    const rows = (settlement?.periods.rows ?? []).map(({ kind, cells }) => ({
      kind,
      amounts: cells.slice(2).map(({ text }) => printed(text)),
    }));
    const plain = rows.filter(({ kind }) => kind === "plain");
    const all = rows.at(-1);
    for (const [column, amount] of (all?.amounts ?? []).entries())
      expect(plain.reduce((sum, { amounts }) => sum + (amounts[column] ?? 0), 0)).toBe(amount);
    const [, due] = (settlement?.steps.rows ?? []).filter(({ kind }) => kind === "total");
    expect(printed(due?.cells[0]?.text ?? "")).toBe(plain.at(-1)?.amounts.at(-1));
  });

  test("says its terms in words, in both languages", () => {
    expect(viewOf(demo, "en").settlement?.terms[0]?.text).toBe(
      "The vendor earns 15% of the realized benefit (base: net benefit, without one-off cash). Shared is only what lies above 65% of the plan of the year to date; below that, nothing. At most CNY\u00a0600,000 a year. Of the fee, CNY\u00a0300,000 a year is at risk: due as far as the plan is reached, at most in full.",
    );
    expect(viewOf(demo, "zh-CN").settlement?.terms[0]?.text).toMatch(
      /^供应方按已实现收益的 15% 分成.*每年最高 600,000\u00a0元。/,
    );
  });

  test("is marked provisional, with what is open by name, until all that is due is measured", async () => {
    const open = (all: readonly Measurement[]) =>
      all.filter(({ item, period }) => !(item === "first-time-fix-rate" && period === 5));
    const { settlement, headline } = viewOf(await demoReview({ history: open }), "en");
    expect(settlement?.provisional?.items).toEqual(["2026Q2: First-time fix rate"]);
    expect(settlement?.periods.rows.filter(({ head }) => head.note === "provisional")).toHaveLength(2);
    expect(headline.warnings.join()).toMatch(/The settlement is provisional/);
    expect(viewOf(demo, "en").settlement?.provisional).toBeNull();
  });

  test("has no chapter where nothing is shared", async () => {
    const none = await demoReview({ isEstimate: true, kase: ({ gainShare: _, ...kase }) => kase });
    expect(viewOf(none, "en").settlement).toBeNull();
    expect(await renderReview(none.assessment, none.reviewed, "en")).not.toContain('chapter-settlement"');
  });
});

test("corrections are listed with what was said first, and a go-live with its delay", async () => {
  const more =
    ",go-live,,,2025-05-16,Minutes,Tang Xiaomin,Data migration\n2026Q3,travel-time-per-visit,,,2.38,FSM,Xu Jiayi,Recounted\n";
  const { closing, headline, bridge } = viewOf(await demoReview({ more }), "en");
  expect(closing.corrections.table?.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ["Travel time per visit", "2.40748", "2.38", "Xu Jiayi", "Recounted"],
  ]);
  expect(headline.facts.map(({ value }) => value)).toContain("16 May 2025, 45 days after the plan (1 Apr 2025)");
  expect(bridge.parts[0]?.table?.columns.map(({ label }) => label)).toEqual([
    "Step",
    "Timing",
    "Indicator",
    "Difference",
    "Running total",
  ]);
});

describe("hostile text", () => {
  const hostile = `<script>alert(1)</script>{{view}}{{{style}}}"'&\\";}</style><img src=x onerror=alert(1)>\u0000\n*/@import url(//evil) =cmd() \u202e`;

  test("makes no element, no style and no template, wherever a file can say it", async () => {
    const found = await demoReview({
      isEstimate: true,
      history: all => all.map(each => ({ ...each, note: hostile, person: hostile, source: hostile })),
      kase: kase => ({
        ...kase,
        customer: { ...kase.customer, name: hostile },
        vendor: { name: hostile },
        people: { ...kase.people, vendor: { service: { name: hostile, role: hostile } } },
        actions: [{ what: hostile, owner: hostile, due: "2026-09-30", place: kase.place }],
      }),
    });
    const html = await renderReview(found.assessment, found.reviewed, "en");
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toMatch(/<script|<img|<iframe|<link|<object|<embed/i);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\son\w+=/i);
    expect(html).toContain("{{view}}{{{style}}}");
    expect(/<style>([\s\S]*)<\/style>/.exec(html)?.[1]).not.toMatch(/@import|evil/);
  });
});
