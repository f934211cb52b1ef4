/**
 * Writes fixtures/jianglan/agreement.jsonl: how vendor and customer of the demonstration came to agree, from the first offer to both
 * signatures. All of it is fictional. Run it again when the demonstration's case, or the definition of one of its indicators, changes.
 */
import { writeFileSync } from "node:fs";
import type { Json } from "../src/agreement/canonical.ts";
import { acceptanceDraft, offerDraft, type Spoken } from "../src/agreement/drafts.ts";
import { type Draft, lineOf, type OfferEvent, placed } from "../src/agreement/event.ts";
import { foldEvents } from "../src/agreement/fold.ts";
import { keyPairOf, signHead } from "../src/agreement/keys.ts";
import { emptyLedger, type Ledger } from "../src/agreement/ledger.ts";
import { definitionsOf, isSameTerm, type TermValue, termsBehindCase, termsOfCase } from "../src/agreement/terms.ts";
import type { Case } from "../src/case/case.ts";
import type { Model } from "../src/model/model.ts";
import { loadCase } from "../src/index.ts";
import { inLocale } from "../src/text/locale.ts";

const consultant = { party: "vendor", by: "Shen Yiwen 沈亦文" } as const;
const accountDirector = { party: "vendor", by: "He Rui 何睿" } as const;
const operations = { party: "customer", by: "Xu Jiayi 徐佳怡" } as const;
const service = { party: "customer", by: "Qin Haoran 秦浩然" } as const;
const finance = { party: "customer", by: "Luo Wenjing 罗文静" } as const;
const chair = { party: "customer", by: "Gu Mingyuan 顾明远" } as const;

/** What the vendor began with, where the case says otherwise in the end; who answered it, and why. */
const openings: readonly { term: string; first: TermValue; by: typeof service | typeof finance; reason: string }[] = [
  {
    term: "first-time-fix-rate.target",
    first: 0.81,
    by: service,
    reason: "The two pilot branches reached 78% and 79% in December 2024. 两个试点分公司2024年12月为78%和79%。",
  },
  {
    term: "travel-time-per-visit.target",
    first: 2.15,
    by: service,
    reason: "The western branches stay above 2.4 hours whatever the schedule. 西部分公司无论如何排程都在2.4小时以上。",
  },
  {
    term: "remote-resolution-rate.target",
    first: 0.3,
    by: service,
    reason: "Only half of the units in use send fault codes. 在役设备只有一半回传故障码。",
  },
  {
    term: "spare-parts-inventory-days.target",
    first: 130,
    by: finance,
    reason: "Last-time buys for two old series stay on stock until 2027. 两个老系列的最后采购库存将保留至2027年。",
  },
  {
    term: "service-contract-renewal-rate.attribution",
    first: 0.5,
    by: finance,
    reason: "A new price list of 2025 moves renewals too. 2025年新价目表同样影响续约。",
  },
  {
    term: "technician-lead-rate.confidence",
    first: 0.7,
    by: finance,
    reason: "Leads are counted, but few have been traced to an order so far. 商机有计数，但追溯到订单的还很少。",
  },
  {
    term: "avoidable_cost_per_field_visit",
    first: 720,
    by: finance,
    reason: "Depreciation of vehicles is not avoided by one visit less. 少一次上门并不减少车辆折旧。",
  },
  {
    term: "finance.discount-rate",
    first: 0.06,
    by: finance,
    reason: "The group's hurdle rate for IT projects is 8%. 集团信息化项目门槛收益率为8%。",
  },
  {
    term: "ramp",
    first: [0.1, 0.35, 0.6, 0.85, 1],
    by: service,
    reason: "Six quarters: the branches go live one after another. 各分公司分批上线，需六个季度。",
  },
];

/** Agreed, and changed afterwards. */
const corrected = {
  term: "annual_field_work_orders",
  first: 77_400,
  reason:
    "1,400 cancelled orders were still counted; corrected after the audit of 2024. 误计1,400张作废工单，2024年审计后更正。",
} as const;

/** Refused outright; another was proposed. */
const refused = {
  term: "gain-share",
  first: { base: "net", share: 0.25, counts: "from-first-unit" },
  reason: "Nothing is shared below the committed value, and a cap is needed. 未达到约定价值不分成，且须设上限。",
} as const;

/** The events of the negotiation, in their order, each in its place. */
export function negotiation(kase: Case, model: Model): Ledger {
  const stated = termsOfCase(kase, model);
  const definitions = definitionsOf(kase, model);
  const terms = termsBehindCase(kase, model);
  let ledger: Ledger = emptyLedger;
  const write = (...drafts: Draft[]) => {
    for (const draft of drafts) ledger = foldEvents([placed(draft, ledger.head)], ledger);
    const [wrong] = ledger.refused;
    if (wrong) throw new Error(`${JSON.stringify(wrong.event)}: ${wrong.refusal.code}`);
  };
  const offer = (type: OfferEvent["type"], term: string, value: Json, spoken: Spoken) =>
    write(offerDraft(type, term, value as TermValue, definitions, { ...evidenceOf(term), ...spoken }));
  const accept = (which: readonly string[], spoken: Spoken) =>
    write(...which.map(term => acceptanceDraft(term, ledger.terms.get(term)?.offer, spoken)));
  const final = (term: string): Json => {
    const value = stated.get(term);
    if (value === undefined) throw new Error(`the case does not state ${term}`);
    return value;
  };
  const evidenceOf = (term: string): { evidence?: string } => {
    const [id = ""] = term.split(".");
    const source = kase.drivers.get(id)?.source ?? kase.indicators.find(each => each.id === id)?.source;
    const isFact = /\.baseline$|^[^.]+$/.test(term) && source !== undefined;
    return isFact ? { evidence: `${inLocale(source, "en")} · ${inLocale(source, "zh-CN")}` } : {};
  };
  const on = <A extends object>(who: A, date: string, reason?: string) => ({
    ...who,
    date,
    ...(reason === undefined ? {} : { reason }),
  });

  write({
    type: "opened",
    ...on(consultant, "2025-03-03"),
    customer: kase.customer.id,
    model: `${model.id}@${model.version}`,
    currency: kase.customer.currency,
  });
  const firsts = new Map<string, Json>(
    [...openings, corrected, refused].map(({ term, first }) => [term, first as Json]),
  );
  for (const term of terms) offer("proposed", term, firsts.get(term) ?? final(term), on(consultant, "2025-03-03"));

  const isOpen = (term: string) => openings.every(each => each.term !== term) && term !== refused.term;
  const facts = terms.filter(
    term => isOpen(term) && (/\.baseline$/.test(term) || definitions.get(term)?.of === "driver"),
  );
  accept(facts, on(operations, "2025-03-06"));
  write({ type: "declined", term: refused.term, ...on(finance, "2025-03-11", refused.reason) });
  for (const { term, by, reason } of openings)
    offer("countered", term, final(term), on(by, by === finance ? "2025-03-11" : "2025-03-10", reason));
  offer("amended", corrected.term, final(corrected.term), on(operations, "2025-03-12", corrected.reason));
  accept(
    terms.filter(term => isOpen(term) && !facts.includes(term) && !term.startsWith("finance.")),
    on(service, "2025-03-12"),
  );
  accept(["finance.convention"], on(finance, "2025-03-12"));

  const halfway = "spare-parts-inventory-days.target";
  accept(
    [...openings.map(({ term }) => term).filter(term => term !== halfway), corrected.term],
    on(consultant, "2025-03-14"),
  );
  offer("countered", halfway, 135, on(consultant, "2025-03-14", "Without the two old series. 不含两个老系列。"));
  offer("countered", halfway, final(halfway), on(finance, "2025-03-17", "The books do not part them. 账上无法区分。"));
  accept([halfway], on(consultant, "2025-03-18"));
  offer("proposed", refused.term, final(refused.term), on(accountDirector, "2025-03-18"));
  accept([refused.term], on(finance, "2025-03-19"));
  write(signHead(on(chair, "2025-03-20"), ledger.head, keyPairOf(new Uint8Array(32).fill(21))));
  write(signHead(on(accountDirector, "2025-03-20"), ledger.head, keyPairOf(new Uint8Array(32).fill(22))));

  const apart = terms.filter(term => !isSameTerm(term, ledger.terms.get(term)?.agreed?.value ?? null, final(term)));
  if (apart.length > 0) throw new Error(`not agreed as the case states it: ${apart.join(", ")}`);
  return ledger;
}

if (process.argv[1]?.endsWith("negotiate-jianglan.ts")) {
  const { kase, model } = await loadCase("fixtures/jianglan");
  if (!kase || !model) throw new Error("the demonstration does not load");
  const { events } = negotiation(kase, model);
  writeFileSync("fixtures/jianglan/agreement.jsonl", events.map(event => `${lineOf(event)}\n`).join(""));
  console.log(`${events.length} events`);
}
