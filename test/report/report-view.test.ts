import { describe, expect, test } from "vitest";
import type { Case } from "../../src/case/case.ts";
import { type ReportView, reportView } from "../../src/report/report-view.ts";
import type { Locale } from "../../src/text/locale.ts";
import { sampleCase } from "./sample-case.ts";
import { sampleModel } from "./sample-model.ts";
import { sampleResult } from "./sample-result.ts";

function viewOf(kase: Case, locale: Locale = "en"): ReportView {
  return reportView({ model: sampleModel, kase, result: sampleResult(sampleModel, kase), locale });
}

/** The summary's words as one text, with plain spaces. */
function told({ summary }: ReportView): string {
  const sentences = summary.sentences.map(sentence => sentence.text);
  return plain([summary.message, ...sentences].join(" "));
}

const plain = (text: string): string => text.replaceAll("\u00a0", " ");

function figures({ summary }: ReportView): string[] {
  return [...summary.big, ...summary.small].map(figure => plain(`${figure.label}: ${figure.value} (${figure.note})`));
}

const investing = (times: number): Case => ({
  ...sampleCase,
  investment: sampleCase.investment.map(line => ({ ...line, initial: (line.initial ?? 0) * times })),
});
const swapped: Case = {
  ...sampleCase,
  indicators: sampleCase.indicators.map(terms => ({ ...terms, baseline: terms.target, target: terms.baseline })),
};
const withoutDriver = (id: string): Case => {
  const drivers = new Map(sampleCase.drivers);
  const given = drivers.get(id);
  if (given) drivers.set(id, { ...given, value: null });
  return { ...sampleCase, drivers };
};

describe("the executive summary", () => {
  test("says what is gained, what it costs and where it comes from", () => {
    expect(told(viewOf(sampleCase))).toBe(
      "CNY 5.59 million a year at full effect, paid back in 21.7 months " +
        "The 10 chosen indicators are worth CNY 14.2 million a year at full effect. After overlap, attribution and confidence, CNY 5.59 million of it (39%) is counted. " +
        "Over 3 years, benefits of CNY 13.0 million stand against costs of CNY 7.76 million. Discounted at 8%, the net present value is CNY 3.71 million; the return on investment, on nominal amounts, is 67%. " +
        "The outlay is paid back 21.7 months after go-live, and the internal rate of return is 62% a year. " +
        "The largest contributions are First-time fix rate (CNY 1.60 million), Supplier warranty recovery rate (CNY 1.08 million) and Travel time per visit (CNY 795,917): together 62% of the net benefit.",
    );
  });

  test("speaks Chinese with Chinese punctuation and 万元", () => {
    const text = told(viewOf(sampleCase, "zh-CN"));
    expect(text).toContain("559 万元");
    expect(text).toContain("\u3002");
    expect(text).toContain("\uff0c");
    expect(text).not.toMatch(/[\u4e00-\u9fff][,;:()]/);
  });

  test("does not claim payback where the net present value is negative and the outlay is not recovered", () => {
    const view = viewOf(investing(8));
    expect(view.summary.message).toMatch(/does not earn back the investment within 3 years/);
    expect(told(view)).toMatch(
      /The outlay is not paid back within 3 years of go-live: CNY [\d.]+ million is still open/,
    );
    expect(told(view)).not.toMatch(/is paid back \d/);
    expect(figures(view)).toContain("Payback: Not reached (within 3 years of go-live)");
    expect(figures(view).join()).toContain("Internal rate of return: None (these flows have no rate of return)");
    expect(view.summary.big[1]).toMatchObject({ tone: "negative" });
  });

  test("calls a plan that loses value a loss, and gives no share of a loss", () => {
    const text = told(viewOf(swapped));
    expect(text).toMatch(/^As entered, the plan loses value: −CNY 5.59 million a year/);
    expect(text).not.toContain("% of the net benefit");
    expect(text).not.toContain("is counted");
  });

  test("names an indicator that loses value beside the largest", () => {
    const [first, ...others] = sampleCase.indicators;
    if (!first) throw new Error("the sample has indicators");
    const kase = { ...sampleCase, indicators: [{ ...first, target: 0.6 }, ...others] };
    expect(told(viewOf(kase))).toContain("Indicators that lose value: Service contract renewal rate (1 in all).");
  });

  test("leaves out an indicator without a figure, and says why", () => {
    const view = viewOf(withoutDriver("supplier_cost"));
    expect(view.summary.message).toMatch(/^As far as data allow: /);
    expect(told(view)).toContain("Left out because they have no figure yet: 1 of 10 indicators.");
    expect(view.summary.gaps?.items).toEqual(["Warranty cost caused by suppliers in a year is missing"]);
    expect(view.cover.incomplete).toBe("Incomplete: Warranty cost caused by suppliers in a year is missing.");
  });

  test("gives no present value without a discount rate", () => {
    const view = viewOf({ ...sampleCase, finance: { ...sampleCase.finance, discountRateYearly: null } });
    expect(view.summary.message).toMatch(/a year at full effect; its present value cannot be stated yet$/);
    expect(view.summary.big[1]).toMatchObject({ value: "No figure yet", tone: "gap" });
    expect(view.summary.big[1]?.note).toBe("No discount rate is entered, so no present value is stated.");
  });

  test("says so where nothing is invested, and where nothing is chosen", () => {
    const free = viewOf({ ...sampleCase, investment: [] });
    expect(figures(free)).toContain("Payback: None (there is no outlay to pay back)");
    expect(told(free)).toContain("No cost is entered.");
    const none = { ...sampleCase, indicators: sampleCase.indicators.map(terms => ({ ...terms, chosen: false })) };
    expect(told(viewOf(none))).toContain("No indicator is chosen");
    expect(viewOf(none).summary.chart).toBeNull();
  });

  test("speaks of one indicator in the singular", () => {
    const kase = { ...sampleCase, indicators: sampleCase.indicators.slice(0, 1) };
    expect(told(viewOf(kase))).toContain("“Service contract renewal rate” is worth CNY 2.07 million a year");
  });

  test("keeps one-off cash apart, and gives the headlines with it second", () => {
    const { cash } = viewOf(sampleCase).summary;
    expect(plain(cash?.text ?? "")).toContain("CNY 4.67 million once");
    expect(cash?.figures.map(figure => plain(figure.value))).toEqual(["CNY 7.92 million", "127%", "12.4 months"]);
  });
});

describe("the chosen indicators", () => {
  const { indicators, provenance: chapter } = viewOf(sampleCase);
  const provenance = (name: string) => chapter?.items.find(each => each.name === name);

  test("show the formula in words and with the case's numbers, a row in parentheses", () => {
    const [line] = provenance("First-time fix rate")?.lines ?? [];
    expect(line?.words).toBe(
      "(target − baseline) × Extra visits for all corrective orders × Avoidable cost of a field visit",
    );
    expect(line?.numbers).toBe("(79% − 72%) × (49,600 × 1.6) × 640");
    expect(line?.rows).toEqual([
      "where Extra visits for all corrective orders = Corrective work orders in a year × Extra visits after a failed first visit",
    ]);
    expect(plain(line?.result ?? "")).toBe("= CNY 3,555,328 a year");
  });

  test("say which overlaps were deducted, and why", () => {
    const overlap = provenance("Travel time per visit")?.factors[0];
    expect(overlap?.share).toBe("94%");
    expect(overlap?.texts).toEqual(["−6%, held by “First-time fix rate”: fewer visits remain to be shortened"]);
  });

  test("show one-off cash as a chain of its own, and another view of a value as never added", () => {
    const stock = provenance("Spare parts inventory days");
    expect(stock?.chains).toHaveLength(2);
    expect(stock?.lines.map(line => line.isAlternative)).toEqual([false, false, true]);
  });

  test("say practitioner estimate where no source stands behind a range", () => {
    const cells = indicators.table.rows.map(row => row.cells[1]?.note);
    expect(cells).toContain("practitioner estimate");
    expect(cells).toContain("evidence B, adjusted");
  });

  test("state a gap with its reason where a value is missing, never 0", () => {
    const view = viewOf(withoutDriver("contacts"));
    const row = view.indicators.table.rows.find(each => each.head.text.endsWith("Self-service resolution rate"));
    expect(row?.cells.at(-1)).toMatchObject({ text: "no figure", tone: "gap" });
    expect(row?.head.note).toBe("No figure: Service contacts in a year is missing.");
    const block = view.provenance?.items.find(each => each.name === "Self-service resolution rate");
    expect(block?.gap).toBe("No figure: Service contacts in a year is missing.");
    expect(block?.lines[0]?.numbers).toBe("(28% − 12%) × [Service contacts in a year: missing] × 24");
    expect(block?.chains).toEqual([]);
  });

  test("leave candidates out of the totals and show them apart", () => {
    expect(indicators.candidates?.table.rows.map(row => row.head.text)).toEqual([
      "Complaint rate",
      "Failure rate in the first month",
    ]);
  });
});

test("lists the sources that the chosen indicators rest on, and no other", () => {
  expect(viewOf(sampleCase).method.sources.map(source => source.id)).toEqual(["S01", "S02", "S03"]);
});

test("links a source only to the web", () => {
  const model = {
    ...sampleModel,
    sources: sampleModel.sources.map(source => ({ ...source, url: "javascript:alert(1)" })),
  };
  const view = reportView({ model, kase: sampleCase, result: sampleResult(model, sampleCase), locale: "en" });
  expect(view.method.sources.map(source => source.link)).toEqual([null, null, null]);
});

test("lists every driver that the chosen indicators read, and marks what is missing", () => {
  const rows = viewOf(withoutDriver("contacts")).assumptions.table?.rows ?? [];
  expect(rows).toHaveLength(16);
  expect(rows.find(row => row.head.text === "Service contacts in a year")?.cells[0]).toMatchObject({
    text: "missing",
    tone: "gap",
  });
});
