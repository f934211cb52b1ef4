/** The cover: for whom, what, by whom and when, and on what basis the figures stand. */
import { agreementFacts, badgeOf, basisMeaning } from "./basis-view.ts";
import { reasonForTotal } from "./gaps.ts";
import type { Phrasing } from "./phrasing.ts";
import { otherScenarioText } from "./scenario-changes.ts";
import { otherScenario } from "./shown-scenario.ts";

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface CoverView {
  readonly customer: string;
  /** Long names are set smaller: `short`, `long`, `very-long`. */
  readonly customerLength: "short" | "long" | "very-long";
  readonly title: string;
  readonly subtitle: string;
  /** Address of the vendor's logo, and what it stands for. */
  readonly logo: string | null;
  readonly vendor: string;
  readonly badge: string;
  readonly basis: string;
  /** That the figures are of another scenario than the case as entered. */
  readonly scenario: string | null;
  readonly facts: readonly Fact[];
  readonly note: string | null;
  readonly incomplete: string | null;
}

export function coverView(phrasing: Phrasing): CoverView {
  const { kase, model, result, say } = phrasing;
  const customer = phrasing.text(kase.customer.name);
  const facts: Fact[] = [];
  if (phrasing.vendorName !== null) facts.push({ label: say("report.cover.vendor"), value: phrasing.vendorName });
  if (kase.prepared.by) facts.push({ label: say("report.cover.by"), value: phrasing.text(kase.prepared.by) });
  if (kase.prepared.on) facts.push({ label: say("report.cover.on"), value: phrasing.date(kase.prepared.on) });
  facts.push({ label: say("report.cover.go-live"), value: phrasing.date(kase.calendar.goLive) });
  const other = otherScenario(phrasing);
  if (other) facts.push({ label: say("report.cover.scenario"), value: phrasing.text(other.name) });
  const badge = badgeOf(phrasing);
  const modelName = phrasing.text(model.name);
  facts.push({
    label: say("report.cover.model"),
    value: say("report.cover.model-version", { model: modelName, version: model.version }),
  });
  facts.push(...agreementFacts(phrasing));
  return {
    customer,
    customerLength: lengthOf(customer),
    logo: phrasing.theme?.logo ?? null,
    vendor: phrasing.vendorName ?? say("report.cover.vendor"),
    title: say("report.title"),
    subtitle: modelName,
    badge: other ? `${badge} · ${phrasing.text(other.name)}` : badge,
    scenario: otherScenarioText(phrasing),
    basis: basisMeaning(phrasing),
    facts,
    note: kase.customer.note === undefined ? null : phrasing.text(kase.customer.note),
    incomplete: result.complete ? null : say("report.cover.incomplete", { reason: reasonForTotal(phrasing, 3) }),
  };
}

/** A Chinese character is about as wide as two letters. */
export function lengthOf(name: string): CoverView["customerLength"] {
  let letters = 0;
  for (const character of name) letters += (character.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1;
  return letters <= 27 ? "short" : letters <= 80 ? "long" : "very-long";
}
