/** What the answers of a returned workbook come to: one event a term, or the reason why there is none. */
import { beforeAll, describe, expect, test } from "vitest";
import { type AnswerWord, judgeAnswers, type RowAnswer } from "../../src/agreement/answers.ts";
import type { Json } from "../../src/agreement/canonical.ts";
import { acceptanceDraft } from "../../src/agreement/drafts.ts";
import type { Draft } from "../../src/agreement/event.ts";
import { emptyLedger, type Ledger } from "../../src/agreement/ledger.ts";
import { termRows } from "../../src/agreement/term-rows.ts";
import { definitionsOf } from "../../src/agreement/terms.ts";
import type { Case } from "../../src/case/case.ts";
import type { Model } from "../../src/model/model.ts";
import { and, offered } from "../workbook/returned/broken-answers.ts";
import { allProposed, customer, loaded, vendor } from "../workbook/returned/sent.ts";

const target = "first-time-fix-rate.target";
let kase: Case;
let model: Model;
let proposed: Ledger;

beforeAll(async () => {
  ({ kase, model } = await loaded("fixtures/agreement"));
  proposed = allProposed(kase, model);
});

interface Said {
  readonly answer?: AnswerWord;
  readonly value?: Json;
  readonly inPlace?: Json;
  readonly comment?: string;
  readonly isUnreadable?: boolean;
}

interface Circumstances {
  readonly earlier?: Ledger;
  readonly now?: Ledger;
  readonly party?: typeof vendor | typeof customer;
  readonly sentCase?: Case;
}

/** Each judged answer as [term, event or null, value or null, codes of findings]. */
function judged(
  said: Readonly<Record<string, Said>>,
  { earlier = proposed, now = earlier, ...rest }: Circumstances = {},
) {
  const rows = termRows(rest.sentCase ?? kase, model, earlier);
  const answers = rows.flatMap((row): RowAnswer[] => {
    const { inPlace, ...each } = said[row.key] ?? {};
    if (!said[row.key]) return [];
    return [
      {
        row,
        at: "Your answer!H9",
        ...each,
        ...(inPlace === undefined ? {} : { inPlace: { value: inPlace, at: "Drivers!B4" } }),
      },
    ];
  });
  return judgeAnswers(answers, {
    kase,
    ledger: now,
    sent: rows,
    today: termRows(kase, model, now),
    definitions: definitionsOf(kase, model),
    spoken: rest.party ?? customer,
    placeOf: cell => ({ file: "returned.xlsx", line: 1, column: 1, length: 1, cell }),
  });
}

function only(said: Said, circumstances?: Circumstances, key = target) {
  const [one, ...others] = judged({ [key]: said }, circumstances);
  if (!one || others.length > 0) throw new Error("one answer is expected");
  return one;
}

const brief = ({ draft, findings, isKnown }: ReturnType<typeof only>) => [
  draft?.type ?? null,
  draft && "value" in draft ? draft.value : null,
  ...findings.map(({ code }) => code),
  ...(isKnown ? ["known"] : []),
];

const agreed = (): Ledger => and(proposed, acceptanceDraft(target, proposed.terms.get(target)?.offer, customer));
const offer = (
  who: typeof vendor | typeof customer,
  type: "proposed" | "countered",
  value: number,
  term = target,
): Draft => offered({ kase, model }, who, type, term, value);

describe("an answer to an offer", () => {
  test.each<[string, Said, unknown[]]>([
    ["accept", { answer: "accept" }, ["accepted", 0.79]],
    ["accept with the very value", { answer: "accept", value: 0.79 }, ["accepted", 0.79]],
    [
      "accept with the value to the last digit that is kept",
      { answer: "accept", value: 0.79 + 1e-16 },
      ["accepted", 0.79],
    ],
    ["accept with another value", { answer: "accept", value: 0.77 }, [null, null, "answer-conflict"]],
    ["decline", { answer: "decline" }, ["declined", null]],
    ["decline with another value", { answer: "decline", inPlace: 0.77 }, [null, null, "answer-conflict"]],
    ["counter", { answer: "counter", value: 0.77 }, ["countered", 0.77]],
    ["a value and no answer", { value: 0.77 }, ["countered", 0.77]],
    ["a value changed in place", { inPlace: 0.77 }, ["countered", 0.77]],
    ["the same value in both places", { value: 0.77, inPlace: 0.77 }, ["countered", 0.77]],
    ["two values", { answer: "counter", value: 0.77, inPlace: 0.78 }, [null, null, "answer-two-values"]],
    ["counter without a value", { answer: "counter" }, [null, null, "answer-empty"]],
    ["the value that was sent, and no answer", { value: 0.79 }, [null, null, "answer-empty"]],
    ["a value cleared in place", { inPlace: null }, [null, null, "answer-blank"]],
    ["a value cleared in place and accepted", { answer: "accept", inPlace: null }, [null, null, "answer-conflict"]],
    ["a comment alone", { comment: "let us talk" }, [null, null, "answer-comment"]],
    ["a value that its term cannot have", { answer: "counter", value: 77 }, [null, null, "out-of-bounds"]],
    ["something that cannot be read beside accept", { answer: "accept", isUnreadable: true }, [null, null]],
  ])("%s", (_, said, expected) => {
    expect(brief(only(said))).toEqual(expected);
  });

  test("the comment is the reason; what is longer than the agreement takes is cut, and said", () => {
    expect(only({ answer: "counter", value: 0.77, comment: "pilot" }).draft).toMatchObject({ reason: "pilot" });
    const { draft, findings } = only({ answer: "accept", comment: "x".repeat(3000) });
    expect(draft && "reason" in draft ? draft.reason : "").toMatch(/^x{1999}…$/);
    expect(findings.map(({ code }) => code)).toEqual(["answer-long"]);
  });

  test("of the party whose offer it is, is none", () => {
    for (const answer of ["accept", "decline"] as const)
      expect(brief(only({ answer }, { party: vendor }))).toEqual([null, null, "answer-own"]);
    expect(brief(only({ value: 0.77 }, { party: vendor }))).toEqual(["proposed", 0.77]);
  });
});

describe("where the case says otherwise than the offer", () => {
  const earlier = () => and(proposed, offer(vendor, "proposed", 0.81));

  test("accept accepts the offer, not what the workbook calculates with", () => {
    expect(brief(only({ answer: "accept" }, { earlier: earlier() }))).toEqual(["accepted", 0.81]);
  });

  test("the input set to the offered value without an answer is asked about", () => {
    expect(brief(only({ inPlace: 0.81 }, { earlier: earlier() }))).toEqual([null, null, "answer-empty"]);
  });

  test("a list changed in part, in its place, could mean either", () => {
    const given = and(proposed, { ...offer(vendor, "proposed", 0, "ramp"), value: [0.2, 0.5, 0.75, 1] } as Draft);
    expect(brief(only({ inPlace: 0.6 }, { earlier: given }, "ramp[2]"))).toEqual([null, null, "answer-two-values"]);
    expect(brief(only({ value: 0.6 }, { earlier: given }, "ramp[2]"))).toEqual(["countered", [0.2, 0.6, 0.75, 1]]);
  });
});

describe("lists", () => {
  test("a ramp is composed of its rows, and one answer is enough", () => {
    const [ramp] = judged({
      "ramp[1]": { answer: "counter", value: 0.1 },
      "ramp[3]": { value: 0.8, comment: "training" },
    });
    expect(ramp && brief(ramp)).toEqual(["countered", [0.1, 0.5, 0.8, 1]]);
    expect(ramp?.comment).toBe("training");
    expect(brief(only({ answer: "accept" }, {}, "ramp[4]"))).toEqual(["accepted", [0.25, 0.5, 0.75, 1]]);
  });

  test("two answers to one list are asked about", () => {
    const [ramp] = judged({ "ramp[1]": { answer: "accept" }, "ramp[2]": { answer: "decline" } });
    expect(ramp && brief(ramp)).toEqual([null, null, "answer-twofold"]);
  });

  test("a driver by the year is composed of its years", () => {
    const id = "annual_field_work_orders";
    const driver = kase.drivers.get(id);
    if (!driver) throw new Error(id);
    const yearly: Case = {
      ...kase,
      drivers: new Map([...kase.drivers, [id, { ...driver, value: [70_000, 71_000, 72_000] }]]),
    };
    const written = kase;
    kase = yearly;
    try {
      const earlier = allProposed(yearly, model);
      expect(brief(only({ value: 75_000 }, { earlier }, `${id}[2]`))).toEqual(["countered", [70_000, 75_000, 72_000]]);
      expect(brief(only({ inPlace: null }, { earlier }, `${id}[2]`))).toEqual([null, null, "answer-blank"]);
      expect(brief(only({ answer: "accept" }, { earlier }, `${id}[1]`))).toEqual([
        "accepted",
        [70_000, 71_000, 72_000],
      ]);
    } finally {
      kase = written;
    }
  });
});

describe("what is agreed", () => {
  test("changes with a reason only", () => {
    const earlier = agreed();
    expect(brief(only({ value: 0.77 }, { earlier }))).toEqual([null, null, "answer-reason"]);
    expect(brief(only({ value: 0.77, comment: "plan of 2026" }, { earlier }))).toEqual(["amended", 0.77]);
  });

  test("is accepted already, and cannot be declined", () => {
    const earlier = agreed();
    expect(brief(only({ answer: "accept" }, { earlier }))).toEqual([null, null, "known"]);
    expect(brief(only({ answer: "decline" }, { earlier }))).toEqual([null, null, "answer-nothing"]);
  });
});

describe("without an agreement", () => {
  const earlier = emptyLedger;
  test.each<[string, Said, unknown[]]>([
    ["accept proposes what the workbook says", { answer: "accept" }, ["proposed", 0.79]],
    ["counter proposes the value", { answer: "counter", value: 0.77 }, ["proposed", 0.77]],
    ["decline without a value is asked about", { answer: "decline" }, [null, null, "answer-nothing"]],
  ])("%s", (_, said, expected) => {
    expect(brief(only(said, { earlier }))).toEqual(expected);
  });

  test("to decline an indicator proposes to leave it out", () => {
    expect(brief(only({ answer: "decline" }, { earlier }, "first-time-fix-rate.chosen"))).toEqual(["proposed", false]);
  });
});

describe("a term that was declined before", () => {
  const earlier = () => and(proposed, { type: "declined", term: target, ...customer });
  test("accepted after all, is proposed by who accepts it", () => {
    expect(brief(only({ answer: "accept" }, { earlier: earlier() }))).toEqual(["proposed", 0.79]);
  });
  test("declined again, has nothing to decline", () => {
    expect(brief(only({ answer: "decline" }, { earlier: earlier() }))).toEqual([null, null, "answer-nothing"]);
  });
});

describe("the agreement has moved since", () => {
  test("consent to one value is not taken for another", () => {
    const now = and(proposed, offer(vendor, "proposed", 0.8));
    for (const said of [{ answer: "accept" }, { answer: "decline" }, { value: 0.77 }] as const)
      expect(brief(only(said, { now }))).toEqual([null, null, "answer-moved"]);
    expect(brief(only({ comment: "let us talk" }, { now }))).toEqual([null, null, "answer-comment"]);
  });

  test("a case edited since does not change what was accepted", () => {
    const sentCase: Case = { ...kase, indicators: kase.indicators.map(each => ({ ...each, target: 0.7 })) };
    expect(brief(only({ answer: "accept" }, { earlier: emptyLedger, sentCase }))).toEqual([null, null, "answer-moved"]);
  });

  test.each<[string, Said]>([
    ["accepted", { answer: "accept" }],
    ["countered", { answer: "counter", value: 0.77 }],
    ["changed in place", { inPlace: 0.77 }],
    ["declined", { answer: "decline" }],
  ])("the same file a second time says nothing new: %s", (_, said) => {
    for (const earlier of [proposed, emptyLedger]) {
      const { draft } = only(said, { earlier });
      if (!draft) continue;
      const opening = proposed.events[0];
      const opened = earlier.opened || !opening ? earlier : and(earlier, opening as Draft);
      expect(brief(only(said, { earlier, now: and(opened, draft) }))).toEqual([null, null, "known"]);
    }
  });
});
