/** For each finding of an agreement, a log that shows it alone, beside the case `fixtures/agreement/case.yaml`. */
import { sumOf } from "../../src/agreement/event.ts";
import { canonicalJson } from "../../src/agreement/canonical.ts";
import type { Definition } from "../../src/agreement/definition.ts";
import type { Draft } from "../../src/agreement/event.ts";
import { signHead } from "../../src/agreement/keys.ts";
import { accepted, chained, customer, linesOf, logOf, opening, proposed, vendor, vendorKeys } from "./negotiation.ts";

const baseline = "first-time-fix-rate.baseline";
const target = "first-time-fix-rate.target";

const sound = linesOf(chained([opening, proposed(baseline, 0.72), proposed(target, 0.79), accepted(target, 0.79)]));
const [first = "", second = "", third = "", fourth = ""] = sound;

const log = (...drafts: Parameters<typeof chained>[0]): string => logOf(linesOf(chained([opening, ...drafts])));

/** The line with another value, its checksum made anew. */
function rewritten(line: string): string {
  const event = { ...(JSON.parse(line) as Record<string, unknown>), value: 0.8 };
  return canonicalJson({ ...event, sum: sumOf(event) });
}

const elsewhere = linesOf(chained([opening, proposed(baseline, 0.72), proposed("ramp", 0.5)]))[2] ?? "";
const withdrawn: Draft = { type: "withdrawn", ...customer, term: baseline };

/** What the model says of the indicator now. */
const definition: Definition = {
  unit: "1",
  better: "higher",
  bounds: { min: 0.3, max: 0.98 },
  lines: {
    "avoided-visits": {
      formula:
        "=(target-baseline)*annual_corrective_work_orders*extra_visits_per_failed_first_visit*avoidable_cost_per_field_visit",
      type: "cost-avoidance",
      recurrence: "yearly",
    },
  },
  rows: {},
  overlaps: { "remote-resolution-rate": 0.1 },
};

const agreedChosen = (each: Definition): Draft[] => {
  const chosen = { term: "first-time-fix-rate.chosen", value: true, definition: each };
  return [
    { type: "proposed", ...vendor, ...chosen },
    { type: "accepted", ...customer, ...chosen },
  ];
};

export const brokenLogs: Readonly<Record<string, string>> = {
  "log-changed": logOf([first, second.replace("0.72", "0.73"), third]),
  "log-rewritten": logOf([first, rewritten(second), third, fourth]),
  "log-inserted": logOf([first, second, elsewhere, third, fourth]),
  "log-cut": logOf([first, third, fourth]),
  "log-moved": logOf([first, third, second, fourth]),
  "log-torn": logOf([first, second]) + third.slice(0, 90),
  "log-first": logOf(linesOf(chained([opening, opening]))),
  "signature-wrong": log(proposed(baseline, 0.72), accepted(baseline, 0.72), head => ({
    ...signHead(customer, head, vendorKeys),
    by: "Somebody Else",
  })),
  "key-shared": log(
    proposed(baseline, 0.72),
    accepted(baseline, 0.72),
    head => signHead(vendor, head, vendorKeys),
    head => signHead(customer, head, vendorKeys),
  ),
  "term-agreed": log(proposed(baseline, 0.72), accepted(baseline, 0.72), proposed(baseline, 0.7)),
  "term-not-agreed": log(proposed(baseline, 0.72), {
    ...customer,
    type: "amended",
    term: target,
    value: 0.8,
    reason: "New plan",
  }),
  "term-unchanged": log(proposed(baseline, 0.72), proposed(baseline, 0.72)),
  "offer-open": log(proposed(baseline, 0.72), proposed(baseline, 0.7, customer)),
  "offer-none": log(proposed(baseline, 0.72), accepted(target, 0.79)),
  "offer-own": log(proposed(baseline, 0.72), accepted(baseline, 0.72, vendor)),
  "offer-other": log(proposed(baseline, 0.72), withdrawn),
  "offer-differs": log(proposed(baseline, 0.72), accepted(baseline, 0.7)),
  "sign-nothing": log(proposed(baseline, 0.72), head => signHead(vendor, head, vendorKeys)),
  "agreed-differs": log(proposed(baseline, 0.7), accepted(baseline, 0.7)),
  "agreed-missing": log(
    proposed("travel-time-per-visit.baseline", 2.6),
    accepted("travel-time-per-visit.baseline", 2.6),
  ),
  "agreed-unwritten": log(proposed(target, 0.6), accepted(target, 0.6)),
  "agreement-customer": logOf(linesOf(chained([{ ...opening, customer: "other" } as Draft]))),
  "agreement-currency": logOf(linesOf(chained([{ ...opening, currency: "EUR" } as Draft]))),
  "agreement-model": logOf(linesOf(chained([{ ...opening, model: "after-sales@7" } as Draft]))),
  "agreed-definition": log(...agreedChosen({ ...definition, overlaps: {} })),
  "agreed-unit": log(
    { type: "proposed", ...vendor, term: baseline, value: 0.72, unit: "visit" },
    { type: "accepted", ...customer, term: baseline, value: 0.72, unit: "visit" },
  ),
  "definition-differs": log(...agreedChosen(definition).slice(0, 1), {
    ...customer,
    type: "accepted",
    term: "first-time-fix-rate.chosen",
    value: true,
  }),
  "term-unit": log({ type: "proposed", ...vendor, term: baseline, value: 0.72, unit: "visit" }),
};
