/** What figures stand on, in words: an estimate, or the agreement with its fingerprint, its signatures and what it leaves open. */
import { parties } from "../agreement/event.ts";
import type { Standing } from "../agreement/standing.ts";
import { formatDate } from "../text/format.ts";
import { listed } from "../text/list.ts";
import { eachLocale, inLocale, type Text } from "../text/locale.ts";
import { say, words } from "../text/say.ts";
import { termsOfIndicator } from "../agreement/terms.ts";
import type { Model } from "../model/model.ts";
import type { AgreementResult, CaseResult, SignedBy } from "./result.ts";

export function agreementResult(standing: Standing): AgreementResult {
  const signed = parties.flatMap((party): [string, SignedBy][] => {
    const signature = standing.signatures[party];
    if (!signature) return [];
    const { by, date, keyFingerprint } = signature;
    return [[party, { by, date, keyFingerprint }]];
  });
  return {
    fingerprint: standing.fingerprint,
    lines: standing.lines,
    date: standing.date ?? null,
    signedBy: Object.fromEntries(signed),
    isSignedByBoth: standing.isSignedByBoth,
    openCaseTerms: standing.openCaseTerms,
  };
}

/** One line: an estimate; or what is committed, and how many indicators of all that are chosen. */
export function basisText(basis: { readonly committed: number; readonly potential: number } | null): Text {
  if (!basis) return words("about.basis-estimate");
  const { committed, potential } = basis;
  if (committed === 0) return words("basis.none-agreed");
  if (potential === 0) return words("basis.all-agreed");
  return words("basis.part-agreed", { committed, chosen: committed + potential });
}

/** All that is said of a result's basis, each a line. */
export function basisTexts({ agreement, indicators, potential }: CaseResult): Text[] {
  if (!agreement) return [basisText(null)];
  const open = openTermsText(agreement);
  return [
    basisText({ committed: indicators.length, potential: potential?.indicators.length ?? 0 }),
    fingerprintText(agreement),
    signaturesText(agreement),
    ...(open ? [open] : []),
  ];
}

/** Fingerprint, and the state it is of. */
export function fingerprintText({ fingerprint, lines, date }: AgreementResult): Text {
  return eachLocale(locale =>
    say(locale, "basis.fingerprint", { fingerprint, n: lines, date: date ? formatDate(date, locale) : "–" }),
  );
}

/** Who signed what is agreed now, and whose signature is missing. */
export function signaturesText({ signedBy }: AgreementResult): Text {
  return eachLocale(locale => {
    const each = parties.map(party => {
      const signed = signedBy[party];
      const name = say(locale, `party.${party}`);
      return signed
        ? say(locale, "basis.signed", { by: signed.by, party: name, date: formatDate(signed.date, locale) })
        : say(locale, "basis.unsigned", { party: name });
    });
    const all = each.join(say(locale, "report.list.semicolon"));
    return parties.some(party => signedBy[party])
      ? all.slice(0, 1).toUpperCase() + all.slice(1)
      : say(locale, "basis.unsigned-all");
  });
}

/** The terms of the whole case that are not agreed; undefined where there are none. */
export function openTermsText({ openCaseTerms }: AgreementResult): Text | undefined {
  if (openCaseTerms.length === 0) return undefined;
  return eachLocale(locale => {
    const names = openCaseTerms.map(term => say(locale, `case-term.${term}`));
    return say(locale, "basis.open-terms", { terms: inLocale(listed(names), locale) });
  });
}

/** Drivers named; the others are counted. */
const driversNamed = 2;

/** The terms that keep an indicator from being agreed: its own by their kind, drivers by their names. */
export function openTermsOf(model: Model, indicator: string, terms: readonly string[]): Text {
  const all = termsOfIndicator(model.indicators.find(({ id }) => id === indicator));
  const own = all.filter(term => terms.includes(`${indicator}.${term}`));
  const ownNames = own.length === all.length ? [words("open-term.all")] : own.map(term => words(`open-term.${term}`));
  const drivers = terms.filter(term => !term.startsWith(`${indicator}.`));
  const more = drivers.length - driversNamed;
  const names = [
    ...ownNames,
    ...drivers.slice(0, driversNamed).map(term => driverName(model, term)),
    ...(more > 0 ? [words("open-term.more", { n: more })] : []),
  ];
  return eachLocale(locale => {
    const listedNames = listed(names.map(name => inLocale(name, locale)));
    return inLocale(listedNames, locale);
  });
}

function driverName(model: Model, term: string): Text {
  const id = term.replace(/\.initial$/, "");
  const name = model.drivers.find(driver => driver.id === id)?.name ?? id;
  return id === term ? name : words("open-term.initial", { driver: name });
}
