/** Actions agreed in a case: read, checked, and how they stand at the end of a period. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCaseFile, resolveCase } from "../../src/case/parse-case.ts";
import { loadCase } from "../../src/index.ts";
import { reviewedActions } from "../../src/review/agreed-actions.ts";

/** The demonstration without its own actions, which stand at its end. */
const [text = ""] = readFileSync("fixtures/jianglan/case.yaml", "utf8").split("\nactions:\n");
const { model } = await loadCase("fixtures/jianglan");

function resolved(actions: string) {
  if (!model) throw new Error("the demonstration does not load");
  const { read, findings } = readCaseFile({ file: "case.yaml", text: `${text}\n${actions}` });
  if (!read) return { kase: undefined, findings, model };
  return { ...resolveCase(read, model), model };
}

describe("actions", () => {
  test("have what, owner and due; indicator and done may be left out", () => {
    const { kase, model: used } = resolved(`actions:
  - { indicator: travel-time-per-visit, what: { en: Join the branches, zh-CN: 接入分公司 }, owner: Qin Haoran, due: 2026-08-31 }
  - { what: Hold the workshop, owner: Xu Jiayi, due: 2026-06-30, done: 2026-06-20 }
  - { what: Plan the second wave, owner: Gu Mingyuan, due: 2026-12-31 }
`);
    if (!kase) throw new Error("the case does not resolve");
    expect(reviewedActions(kase, used, 6).map(({ due, state }) => [due, state])).toEqual([
      ["2026-06-30", "done"],
      ["2026-08-31", "overdue"],
      ["2026-12-31", "open"],
    ]);
    // In the quarter before, the second is still open.
    expect(reviewedActions(kase, used, 5).map(({ state }) => state)).toEqual(["done", "open", "open"]);
    expect(reviewedActions(kase, used, 6)[1]).toMatchObject({
      indicator: "travel-time-per-visit",
      owner: "Qin Haoran",
    });
  });

  test("are for indicators of the case", () => {
    const { findings } = resolved(`actions:
  - { indicator: travel-time-per-visti, what: Join, owner: Qin Haoran, due: 2026-08-31 }
`);
    expect(findings.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
      "unknown-reference",
    ]);
  });
});
