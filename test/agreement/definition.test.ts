/** What an indicator is, is agreed with it: any edit of the model that could move its money is found, named and not committed. */
import { describe, expect, test } from "vitest";
import { committedCase } from "../../src/agreement/committed.ts";
import { compareWithCase } from "../../src/agreement/compare.ts";
import { type Definition, definitionDifferences, definitionOf } from "../../src/agreement/definition.ts";
import { offerDraft } from "../../src/agreement/drafts.ts";
import type { Draft } from "../../src/agreement/event.ts";
import { foldEvents } from "../../src/agreement/fold.ts";
import { definitionsOf, termsBehindCase, termsOfCase } from "../../src/agreement/terms.ts";
import { verifyLog } from "../../src/agreement/verify.ts";
import { loadCase, type Model } from "../../src/index.ts";
import { inLocale } from "../../src/text/locale.ts";
import type { Value } from "../../src/text/say.ts";
import { chained, customer, linesOf, logOf, opening, vendor } from "./negotiation.ts";

const { kase, model } = await demo();
const id = "first-time-fix-rate";
const indicatorIn = (of: Model, wanted = id) => {
  const found = of.indicators.find(each => each.id === wanted);
  if (!found) throw new Error(`no ${wanted}`);
  return found;
};

async function demo() {
  const { kase, model } = await loadCase("fixtures/agreement");
  if (!kase || !model) throw new Error("no case");
  return { kase, model };
}

type Mutable<T> = T extends { readonly kind: string } ? T : { -readonly [K in keyof T]: Mutable<T[K]> };

/** The model of tomorrow. */
function edited(edit: (model: Mutable<Model>, indicator: Mutable<Model["indicators"][number]>) => void): Model {
  const copy = structuredClone(model) as Mutable<Model>;
  edit(copy, indicatorIn(copy) as Mutable<Model["indicators"][number]>);
  return copy as Model;
}

/** Every term agreed at what the case says, as the commands write it. */
function agreed(without: readonly string[] = []) {
  const definitions = definitionsOf(kase, model);
  const stated = termsOfCase(kase, model);
  const drafts = termsBehindCase(kase, model).flatMap((term): Draft[] => {
    const { definition, ...offer } = offerDraft("proposed", term, stated.get(term) ?? 0, definitions, vendor);
    const kept = definition && !without.includes(term) ? { ...offer, definition } : offer;
    return [kept, { ...kept, ...customer, type: "accepted" } as Draft];
  });
  return foldEvents(chained([opening, ...drafts]));
}

const textOf = (value: Value = ""): string => (typeof value === "number" ? String(value) : inLocale(value, "en"));

const said = (today: Model, ledger = agreed()) =>
  compareWithCase(ledger, kase, today).map(({ code, severity, values }) => [
    code,
    severity,
    textOf(values.what ?? values.term),
    textOf(values.agreed),
    textOf(values.found),
  ]);

describe("the definition of an indicator", () => {
  test("holds all that its money depends on", () => {
    expect(definitionOf(indicatorIn(model), model)).toEqual({
      unit: "1",
      better: "higher",
      bounds: { min: 0.3, max: 0.98 },
      lines: {
        "avoided-visits": {
          formula: indicatorIn(model).monetization[0]?.formula.text,
          type: "cost-avoidance",
          recurrence: "yearly",
        },
      },
      rows: {},
      overlaps: { "remote-resolution-rate": 0.1 },
    });
  });

  test("holds the rows that its lines read, through other rows too, and no others", () => {
    const readers = edited((copy, indicator) => {
      const [line] = indicator.monetization;
      if (!line) throw new Error("no line");
      const formula = (text: string, ...names: string[]) => ({
        ...line.formula,
        text,
        tree: names.reduce<Model["rows"][number]["formula"]["tree"]>(
          (left, name) => ({ kind: "binary", operator: "+", left, right: nameOf(name), span }),
          nameOf(names[0] ?? ""),
        ),
      });
      const row = (rowId: string, text: string, ...names: string[]) =>
        ({
          id: rowId,
          name: rowId,
          unit: "1",
          shownAs: "",
          format: "number",
          formula: formula(text, ...names),
          place: line.formula.place,
        }) as const;
      copy.rows = [row("a", "=b", "b"), row("b", "=cost_per_complaint", "cost_per_complaint"), row("c", "=1", "a")];
      line.formula = formula("=a", "a");
    });
    expect(definitionOf(indicatorIn(readers), readers).rows).toEqual({ a: "=b", b: "=cost_per_complaint" });
  });

  const span = { start: 0, end: 1 };
  const nameOf = (name: string) => ({ kind: "name", name, span }) as const;

  test("is written with the choice of an indicator, and with no other term", () => {
    const { terms } = agreed();
    const withDefinition = [...terms.values()].filter(({ agreed: value }) => value?.definition);
    expect(withDefinition.map(({ term }) => term)).toEqual([`${id}.chosen`, "customer-complaint-rate.chosen"]);
    expect(terms.get(`${id}.chosen`)?.agreed?.definition).toEqual(definitionOf(indicatorIn(model), model));
  });
});

describe("a definition that was agreed", () => {
  test("is found unchanged in the model it came from", () => {
    expect(said(model)).toEqual([]);
  });

  const line = (of: Mutable<Model["indicators"][number]>) => {
    const [first] = of.monetization;
    if (!first) throw new Error("no line");
    return first;
  };
  const formula = indicatorIn(model).monetization[0]?.formula.text ?? "";

  test.each<[what: string, edit: Parameters<typeof edited>[0], agreed: string, found: string]>([
    [
      "Better",
      (_, each) => {
        each.better = "lower";
      },
      "higher",
      "lower",
    ],
    [
      "Least possible value",
      (_, each) => {
        each.bounds.min = 0;
      },
      "0.3",
      "0",
    ],
    [
      "Most possible value",
      (_, each) => {
        each.bounds.max = 1;
      },
      "0.98",
      "1",
    ],
    [
      "Formula of line “avoided-visits”",
      (_, each) => {
        line(each).formula.text = `${formula}*2`;
      },
      formula,
      `${formula}*2`,
    ],
    [
      "Value type of line “avoided-visits”",
      (_, each) => {
        line(each).type = "hard-saving";
      },
      "Cost avoidance",
      "Hard saving",
    ],
    [
      "Recurrence of line “avoided-visits”",
      (_, each) => {
        line(each).recurrence = "one-off";
      },
      "yearly",
      "one-off",
    ],
    [
      "Line “avoided-visits” is an alternative",
      (_, each) => {
        line(each).alternative = true;
      },
      "none",
      "yes",
    ],
    [
      "Overlap with “remote-resolution-rate”",
      copy => {
        for (const pair of copy.overlaps) if (pair.reduce === id) pair.factor = 0.05;
      },
      "10%",
      "5%",
    ],
    [
      "Overlap with “remote-resolution-rate”",
      copy => {
        copy.overlaps = copy.overlaps.filter(({ reduce }) => reduce !== id);
      },
      "10%",
      "none",
    ],
  ])("shows a change: %s", (what, edit, was, is) => {
    const today = edited(edit);
    expect(said(today)).toEqual([["agreed-definition", "error", what, was, is]]);
    expect([...committedCase(agreed(), kase, today).potential]).toEqual([id]);
    expect(said({ ...today, version: 2 }).map(([code]) => code)).toEqual(["agreement-model", "agreed-definition"]);
  });

  test("shows a new unit of the indicator, and of the values agreed in it", () => {
    const today = edited((_, each) => {
      each.unit = "visit";
    });
    expect(said(today)).toEqual([
      ["agreed-definition", "error", "Unit", "1", "visit"],
      ["agreed-unit", "error", `${id}.baseline`, "1", "visit"],
      ["agreed-unit", "error", `${id}.target`, "1", "visit"],
    ]);
    expect([...committedCase(agreed(), kase, today).potential]).toEqual([id]);
  });

  test("shows a new unit of a driver, and commits nothing that reads it", () => {
    const today = edited(copy => {
      for (const driver of copy.drivers) if (driver.id === "cost_per_complaint") driver.unit = "money/h";
    });
    expect(said(today)).toEqual([["agreed-unit", "error", "cost_per_complaint", "CNY/complaint", "CNY/h"]]);
    expect([...committedCase(agreed(), kase, today).potential]).toEqual(["customer-complaint-rate"]);
  });

  test("points at the line of the model that was changed", () => {
    const today = edited((_, each) => {
      line(each).formula.text = "=1";
    });
    const [finding] = compareWithCase(agreed(), kase, today);
    expect(finding?.place).toEqual(indicatorIn(model).monetization[0]?.formula.place);
  });

  test("is not asked of older logs, nor of an indicator that both left out", () => {
    const today = edited((_, each) => {
      each.better = "lower";
    });
    expect(said(today, agreed([`${id}.chosen`]))).toEqual([]);
    const definition = definitionOf(indicatorIn(model), model);
    const out = { ...vendor, term: `${id}.chosen`, value: false, definition };
    const drafts: Draft[] = [
      { type: "proposed", ...out },
      { type: "accepted", ...out, ...customer },
    ];
    const codes = said(today, foldEvents(chained([opening, ...drafts]))).map(([code]) => code);
    expect(codes).toEqual(["agreed-differs"]);
  });
});

describe("an offer of another definition", () => {
  const chosen = { term: `${id}.chosen`, value: true } as const;
  const definition = definitionOf(indicatorIn(model), model);
  const changed: Definition = { ...definition, better: "lower" };
  const refusals = (...drafts: Draft[]) =>
    foldEvents(chained([opening, ...drafts])).refused.map(({ refusal }) => refusal.code);
  const proposed: Draft = { type: "proposed", ...vendor, ...chosen, definition };

  test("is another offer, though the value is the same", () => {
    expect(refusals(proposed, proposed)).toEqual(["term-unchanged"]);
    expect(refusals(proposed, { ...proposed, definition: changed })).toEqual([]);
    expect(refusals(proposed, { ...proposed, ...customer, type: "countered", definition: changed })).toEqual([]);
    const accepted: Draft = { ...proposed, ...customer, type: "accepted" } as Draft;
    const amended: Draft = { type: "amended", ...vendor, ...chosen, definition: changed, reason: "Model 2" };
    expect(refusals(proposed, accepted, amended)).toEqual([]);
    expect(refusals(proposed, accepted, { ...amended, definition })).toEqual(["term-unchanged"]);
  });

  test("is accepted by repeating it, not otherwise", () => {
    const accepted = { ...customer, type: "accepted", ...chosen } as const;
    expect(refusals(proposed, { ...accepted, definition })).toEqual([]);
    expect(refusals(proposed, { ...accepted, definition: changed })).toEqual(["definition-differs"]);
    expect(refusals(proposed, accepted)).toEqual(["definition-differs"]);
  });

  test("survives the log", () => {
    const events = chained([opening, proposed]);
    expect(verifyLog(logOf(linesOf(events)))).toMatchObject({ findings: [], ledger: { events } });
  });
});

describe("rows that money reads", () => {
  test("are agreed with the choice of the indicator: an edit of a row shows, and one of another table does not", async () => {
    const { model, kase } = await loadCase("fixtures/cost-to-serve");
    const indicator = model?.indicators.find(({ id }) => id === "cost-to-serve-per-customer");
    if (!model || !kase || !indicator) throw new Error("the case cannot be read");
    const edited = (table: string) => {
      const given = kase.tables.get(table);
      const rows = given?.rows.slice(1) ?? [];
      return { tables: new Map([...kase.tables, [table, { ...given, rows } as NonNullable<typeof given>]]) };
    };
    const agreed = definitionOf(indicator, model, kase);
    expect(definitionDifferences(agreed, definitionOf(indicator, model, kase))).toEqual([]);
    expect(definitionDifferences(agreed, definitionOf(indicator, model, edited("service_year")))).toEqual([]);
    const [difference, ...more] = definitionDifferences(agreed, definitionOf(indicator, model, edited("markets")));
    expect(inLocale(difference?.what ?? "", "en")).toBe("Rows of the table “markets” (fingerprint)");
    expect(more).toEqual([]);
  });
});
