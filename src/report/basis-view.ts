/** What the report's figures stand on, as its cover, its pages and its method chapter say it. */
import { basisText, basisTexts, fingerprintText, openTermsText, signaturesText } from "../engine/basis-text.ts";
import { habitsOf, type Text } from "../text/locale.ts";
import type { Phrasing } from "./phrasing.ts";

export interface Labelled {
  readonly label: string;
  readonly value: string;
}

/** Estimate; or how far the figures are agreed. */
export function badgeOf({ result, say }: Phrasing): string {
  if (!result.agreement) return say("report.basis.estimate");
  if (result.indicators.length === 0) return say("report.basis.none-agreed");
  const { isSignedByBoth, openCaseTerms } = result.agreement;
  const isAll = result.potential?.indicators.length === 0 && openCaseTerms.length === 0;
  if (isAll) return isSignedByBoth ? say("report.basis.all-signed") : say("report.basis.all-agreed");
  return isSignedByBoth ? say("report.basis.committed-signed") : say("report.basis.committed");
}

/** For the foot of each page. */
export function shortBasis(phrasing: Phrasing): string {
  const { agreement } = phrasing.result;
  return agreement ? `${badgeOf(phrasing)} · ${agreement.fingerprint}` : phrasing.say("report.head.basis");
}

/** What counts and what does not, in sentences. */
export function basisMeaning(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  if (!result.agreement) return say("report.basis.estimate-means");
  const open = openTermsText(result.agreement);
  return sentences(phrasing, [countsText(phrasing), ...(open ? [open] : [])]);
}

/** The state of the agreement and its signatures; none for an estimate. */
export function agreementFacts({ result, say, text }: Phrasing): Labelled[] {
  const { agreement } = result;
  if (!agreement) return [];
  return [
    { label: say("about.agreement"), value: text(fingerprintText(agreement)) },
    { label: say("about.signatures"), value: text(signaturesText(agreement)) },
  ];
}

/** Basis, fingerprint, signatures and open terms, all in sentences. */
export const fullBasis = (phrasing: Phrasing): string =>
  phrasing.result.agreement
    ? sentences(phrasing, basisTexts(phrasing.result))
    : phrasing.say("report.basis.estimate-means");

const countsText = ({ result }: Phrasing): Text =>
  basisText({ committed: result.indicators.length, potential: result.potential?.indicators.length ?? 0 });

/** Chinese needs no space between sentences. */
function sentences({ say, text, locale }: Phrasing, texts: readonly Text[]): string {
  return texts.map(each => say("basis.sentence", { text: text(each) })).join(habitsOf(locale).betweenSentences);
}
