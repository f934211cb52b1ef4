/** Agreed values into the text of a case.yaml: exactly these, and nothing else. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  lstatSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Json } from "../../src/agreement/canonical.ts";
import { changesToCase } from "../../src/agreement/changes.ts";
import { offerDraft } from "../../src/agreement/drafts.ts";
import type { Draft } from "../../src/agreement/event.ts";
import { foldEvents } from "../../src/agreement/fold.ts";
import { definitionsOf, termsOfCase, type TermValue } from "../../src/agreement/terms.ts";
import { withTerms } from "../../src/agreement/with-terms.ts";
import type { Case } from "../../src/case/case.ts";
import { readCaseFile, resolveCase } from "../../src/case/parse-case.ts";
import { applyAgreed } from "../../src/disk/apply-agreed.ts";
import { loadModel, type Model } from "../../src/index.ts";
import { inLocale } from "../../src/text/locale.ts";
import { chained, customer, linesOf, logOf, opening, vendor } from "./negotiation.ts";

const model = await afterSales();
const small = readFileSync("fixtures/agreement/case.yaml", "utf8");

async function afterSales(): Promise<Model> {
  const { model: loaded } = await loadModel("after-sales");
  if (!loaded) throw new Error("no model");
  return loaded;
}

function caseOf(text: string): Case {
  const { read } = readCaseFile({ file: "case.yaml", text });
  const { kase, findings } = read ? resolveCase(read, model) : { findings: [] };
  if (!kase) throw new Error(`the case has errors: ${JSON.stringify(findings)}`);
  return kase;
}

type Terms = Readonly<Record<string, TermValue>>;

function eventsOf(terms: Terms, kase: Case) {
  const definitions = definitionsOf(kase, model);
  const drafts = Object.entries(terms).flatMap(([term, value]): Draft[] => {
    const offer = offerDraft("proposed", term, value, definitions, vendor);
    return [offer, { ...offer, ...customer, type: "accepted" }];
  });
  return chained([{ ...opening, customer: kase.customer.id } as Draft, ...drafts]);
}

function applied(text: string, terms: Terms): string {
  const kase = caseOf(text);
  const result = withTerms(text, changesToCase(foldEvents(eventsOf(terms, kase)), kase, model), model);
  if ("problem" in result) throw new Error(inLocale(result.problem, "en"));
  return result.text;
}

/** The lines that differ, before and after. */
function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return [
    ...old.filter(line => !now.includes(line)).map(line => `- ${line}`),
    ...now.filter(line => !old.includes(line)).map(line => `+ ${line}`),
  ];
}

describe("an agreed value", () => {
  test.each<[terms: Terms, was: string, is: string]>([
    [{ "first-time-fix-rate.target": 0.77 }, "72%, target: 79%", "72%, target: 77%"],
    [{ "first-time-fix-rate.attribution": 0.5 }, "target: 79% }", "target: 79%, attribution: 50% }"],
    [{ "first-time-fix-rate.chosen": false }, "target: 79% }", "target: 79%, chosen: false }"],
    [{ annual_corrective_work_orders: 50000 }, "orders: 49600", "orders: 50000"],
    [{ annual_corrective_work_orders: [1e4, 2e4, 3e4] }, "orders: 49600", "orders: [10000, 20000, 30000]"],
    [{ avoidable_cost_per_field_visit: 812.345 }, "visit: 800", "visit: 812.345"],
    [{ ramp: [0.2, 0.5, 0.75, 1] }, "ramp: [25%, 50%", "ramp: [20%, 50%"],
    [{ ramp: [0.2, 1] }, "ramp: [25%, 50%, 75%, 100%]", "ramp: [20%, 100%]"],
    [{ "finance.discount-rate": 0.085 }, "rate: 8% }", "rate: 8.5% }"],
    [{ "finance.convention": "tei" }, "rate: 8% }", "rate: 8%, convention: tei }"],
    [
      { calendar: { build: "2025-01-01", "go-live": "2025-09-01", horizon: 5, period: "quarter" } },
      "2025-07-01, horizon: 3 years",
      "2025-09-01, horizon: 5 years",
    ],
  ])("%j takes its place, and nothing else moves", (terms, was, is) => {
    expect(small).toContain(was);
    expect(applied(small, terms)).toBe(small.replace(was, is));
  });

  test("of an indicator or a driver that the case lacks is put in", () => {
    const without = small
      .replace(/ {2}annual_corrective_work_orders.*\n/, "")
      .replace(/ {2}customer-complaint-rate.*\n/, "");
    const terms: Terms = {
      annual_corrective_work_orders: 49600,
      "customer-complaint-rate.chosen": true,
      "customer-complaint-rate.baseline": 0.012,
      "customer-complaint-rate.target": 0.009,
    };
    const after = applied(without, terms);
    expect(changedLines(without, after)).toEqual([
      "+   annual_corrective_work_orders: 49600",
      "+   customer-complaint-rate: { baseline: 1.2%, target: 0.9% }",
    ]);
    expect(after).toContain("  first-time-fix-rate: { baseline: 72%, target: 79% }\n  customer-complaint-rate:");
    const bare = small.replace(/^drivers:\n(?: {2}.*\n)+/m, "");
    expect(applied(bare, { cost_per_complaint: 600 })).toBe(`${bare}drivers:\n  cost_per_complaint: 600\n`);
    expect(applied(without, { "customer-complaint-rate.chosen": true })).toContain(
      "  customer-complaint-rate: { chosen: true }\n",
    );
  });

  test("of a driver is found in its fields; an initial value makes fields of it", () => {
    const fields = small.replace("49600", "{ value: 49600, source: FSM } # as of 2024");
    expect(applied(fields, { annual_corrective_work_orders: 5e4 })).toBe(fields.replace("49600", "50000"));
    const yearly = small.replace("620", "{ value: [600, 620, 640], initial: 590 }");
    const both = { cost_per_complaint: [600, 620, 650], "cost_per_complaint.initial": 595 };
    expect(applied(yearly, both)).toBe(yearly.replace("640", "650").replace("590", "595"));
    expect(applied(small, { ...both, cost_per_complaint: [1, 2, 3] })).toBe(
      small.replace("620", "{ value: [1, 2, 3], initial: 595 }"),
    );
  });

  test("of a confidence is written as the risk adjustment that stands there", () => {
    const risk = small.replace("target: 79% }", "target: 79%, risk-adjustment: 20% }");
    expect(applied(risk, { "first-time-fix-rate.confidence": 0.85 })).toBe(risk.replace("20%", "15%"));
  });

  test("is left where the case says it in other signs", () => {
    const other = small.replace("target: 79%", "target: 0.79").replace("100%]", "100%, 100%]");
    expect(applied(other, { "first-time-fix-rate.target": 0.79, ramp: [0.25, 0.5, 0.75, 1] })).toBe(other);
  });

  test("fills what is empty in a new case", () => {
    const empty = small
      .replace("baseline: 72%, target: 79%", "baseline: , target:  ")
      .replace("49600", "  # ← fill in");
    const after = applied(empty, {
      "first-time-fix-rate.baseline": 0.72,
      "first-time-fix-rate.target": 0.79,
      annual_corrective_work_orders: 49600,
    });
    expect(after).toContain("first-time-fix-rate: { baseline: 72%, target: 79%   }");
    expect(after).toContain("annual_corrective_work_orders: 49600   # ← fill in");
  });

  test("of every kind at once goes into the demonstration case, and no line moves that says none of them", () => {
    const text = readFileSync("fixtures/jianglan/case.yaml", "utf8");
    const stated = termsOfCase(caseOf(text), model);
    const terms = Object.fromEntries([...stated].map(([term, value]) => [term, another(term, value)]));
    const after = applied(text, terms);
    expect(Object.fromEntries(termsOfCase(caseOf(after), model))).toEqual(terms);
    expect(after.split("\n")).toHaveLength(text.split("\n").length);
    const comments = (of: string) => of.match(/#.*$/gm);
    expect(comments(after)).toEqual(comments(text));
    const people = (of: string) => of.slice(of.indexOf("\ninvestment:"));
    expect(people(after)).toBe(people(text));
    // And back again: every byte but the spelling of a few numbers.
    expect(changesToCase(foldEvents(eventsOf(terms, caseOf(after))), caseOf(after), model)).toEqual([]);
  });
});

/** A value near by. */
function another(term: string, value: TermValue): TermValue {
  const isKept = term === "finance.convention" || term === "calendar" || term === "gain-share";
  if (typeof value === "boolean" || isKept) return value;
  const nearer = (each: Json): number => Number((Number(each) * 0.997).toPrecision(9));
  return Array.isArray(value) ? value.map(nearer) : nearer(value);
}

describe("what cannot be written exactly", () => {
  const problem = (text: string, terms: Terms): string => {
    try {
      return applied(text, terms) && "";
    } catch (thrown) {
      return (thrown as Error).message;
    }
  };

  test("is refused with the reason", () => {
    expect(problem(small, { "first-time-fix-rate.target": 0.6 })).toContain("is worse than the baseline");
    expect(problem(small.replace("72%", "&base 72%"), { "first-time-fix-rate.target": 0.8 })).toContain("anchors");
    const fiveYears = { build: "2025-01-01", "go-live": "2025-07-01", horizon: 5, period: "quarter" };
    expect(problem(small.replace("620", "[1, 2, 3]"), { calendar: fiveYears })).toContain("cost_per_complaint");
    const tooLong = Array.from({ length: 13 }, (_, quarter) => (quarter + 1) / 16);
    expect(problem(small, { ramp: tooLong })).toBe("“ramp” would not come out as agreed");
  });

  test("leaves to its finding what the model knows no more, or counts in another unit", () => {
    const kase = caseOf(small);
    const unit = { term: "first-time-fix-rate.target", value: 0.8, unit: "visit" };
    const drafts: Draft[] = [
      { type: "proposed", ...vendor, ...unit },
      { type: "accepted", ...customer, ...unit },
      { type: "proposed", ...vendor, term: "gone.target", value: 1 },
      { type: "accepted", ...customer, term: "gone.target", value: 1 },
    ];
    expect(changesToCase(foldEvents(chained([opening, ...drafts])), kase, model)).toEqual([]);
  });
});

describe("the file", () => {
  const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
  afterAll(() => rmSync(scratch, { recursive: true }));
  let made = 0;
  function folderWith(text: string, terms: Terms): string {
    made += 1;
    const folder = join(scratch, String(made));
    mkdirSync(folder);
    writeFileSync(join(folder, "case.yaml"), text);
    writeFileSync(join(folder, "agreement.jsonl"), logOf(linesOf(eventsOf(terms, caseOf(text.replace("\ufeff", ""))))));
    return folder;
  }
  const written = (folder: string) => readFileSync(join(folder, "case.yaml"), "utf8");

  test("keeps its byte order mark and its line ends", async () => {
    const text = `\ufeff${small.replaceAll("\n", "\r\n")}`;
    const folder = folderWith(text, { "finance.convention": "tei", cost_per_complaint: 600 });
    expect((await applyAgreed(folder)).changes.map(({ term, was, is }) => [term, was, is])).toEqual([
      ["finance.convention", "nominal", "tei"],
      ["cost_per_complaint", 620, 600],
    ]);
    expect(written(folder)).toBe(text.replace("8% }", "8%, convention: tei }").replace("620", "600"));
    expect(await applyAgreed(folder)).toMatchObject({ changes: [], findings: [] });
  });

  test("is not touched by a dry run, nor where anything cannot be written", async () => {
    const folder = folderWith(small, { "first-time-fix-rate.target": 0.6, cost_per_complaint: 600 });
    const refused = await applyAgreed(folder);
    expect(refused.changes).toEqual([]);
    expect(refused.findings.map(({ code, severity }) => [code, severity])).toEqual([["agreed-unwritten", "error"]]);
    expect(written(folder)).toBe(small);
    const dry = await applyAgreed(folder, { dryRun: true, terms: new Set(["cost_per_complaint"]) });
    expect(dry.changes).toHaveLength(1);
    expect(written(folder)).toBe(small);
    await applyAgreed(folder, { terms: new Set(["cost_per_complaint"]) });
    expect(written(folder)).toBe(small.replace("620", "600"));
  });

  test("stays a link where it is one", async () => {
    const folder = folderWith(small, { cost_per_complaint: 600 });
    const target = join(folder, "acme.yaml");
    copyFileSync(join(folder, "case.yaml"), target);
    rmSync(join(folder, "case.yaml"));
    symlinkSync(target, join(folder, "case.yaml"));
    await applyAgreed(folder);
    expect(lstatSync(join(folder, "case.yaml")).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, "utf8")).toContain("cost_per_complaint: 600");
  });
});
