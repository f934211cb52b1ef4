/**
 * What the answers of a returned workbook come to: per term one event, or the reason why there is none. Pure; nothing is written here.
 * What is ambiguous is left out and said, never guessed: two values for one term, a value beside “accept”, a term that moved meanwhile.
 */
import type { Case } from "../case/case.ts";
import { type Finding, type Place, warning } from "../finding/finding.ts";
import type { Text } from "../text/locale.ts";
import { words } from "../text/say.ts";
import type { Json } from "./canonical.ts";
import { checkValue } from "./check-value.ts";
import { acceptanceDraft, offerDraft, type Spoken } from "./drafts.ts";
import type { Draft } from "./event.ts";
import type { Ledger, TermState } from "./ledger.ts";
import type { TermRow } from "./term-rows.ts";
import { isSameTerm, type TermDefinition, type TermValue, withoutRepeats } from "./terms.ts";
import { valueText } from "./value-text.ts";

export const answerWords = ["accept", "counter", "decline"] as const;
export type AnswerWord = (typeof answerWords)[number];

/** What a returned workbook says about one row of terms. */
export interface RowAnswer {
  readonly row: TermRow;
  /** The cell of its answer: Your answer!H12. */
  readonly at: string;
  readonly answer?: AnswerWord;
  /** Typed beside it. */
  readonly value?: Json;
  /** What the input of the term says now, where that is not what was sent, and where. */
  readonly inPlace?: { readonly value: Json; readonly at: string };
  readonly comment?: string;
}

/** One term of the returned workbook that says something. */
export interface JudgedAnswer {
  readonly term: string;
  readonly definition: TermDefinition;
  readonly at: string;
  /** What the workbook asked. */
  readonly sent: Json;
  /** What it came back with; the same where it was accepted. */
  readonly returned: Json;
  readonly answer: AnswerWord | undefined;
  readonly isInPlace: boolean;
  readonly comment: string | undefined;
  /** What is appended to the log; undefined where nothing is, and `findings` say why. */
  readonly draft: Draft | undefined;
  readonly findings: readonly Finding[];
}

export interface JudgedIn {
  readonly kase: Case;
  /** The terms of today. */
  readonly ledger: Ledger;
  /** All rows of terms of the workbook as it was sent. */
  readonly sent: readonly TermRow[];
  /** All rows of terms of today. */
  readonly today: readonly TermRow[];
  readonly definitions: ReadonlyMap<string, TermDefinition>;
  readonly spoken: Spoken;
  placeOf(at: string): Place;
}

export function judgeAnswers(answers: readonly RowAnswer[], judged: JudgedIn): JudgedAnswer[] {
  const byTerm = new Map<string, RowAnswer[]>();
  for (const answer of answers) byTerm.set(answer.row.term, [...(byTerm.get(answer.row.term) ?? []), answer]);
  return [...byTerm].map(([term, rows]) => judge(term, rows, judged));
}

function judge(term: string, rows: readonly RowAnswer[], judged: JudgedIn): JudgedAnswer {
  const [first] = rows;
  if (!first) throw new Error(`no answer about ${term}`);
  const { definition } = first.row;
  const said = [...new Set(rows.flatMap(({ answer }) => answer ?? []))];
  const [answer] = said;
  const comments = [...new Set(rows.flatMap(({ comment }) => comment ?? []))];
  const comment = comments.length > 0 ? comments.join("\n") : undefined;
  const sent = wholeOf(judged.sent, term, ({ asked }) => asked);
  const given = new Map(rows.map(each => [each.row.key, each]));
  const returned = wholeOf(judged.sent, term, row => {
    const { value, inPlace } = given.get(row.key) ?? {};
    return value ?? inPlace?.value ?? row.asked;
  });
  const isTyped = rows.some(({ value }) => value !== undefined);
  const inPlace = rows.find(each => each.inPlace !== undefined);
  const at = inPlace?.inPlace && !isTyped && answer === undefined ? inPlace.inPlace.at : first.at;
  const place = judged.placeOf(at);
  const all = { term, definition, at, sent, returned, answer, isInPlace: !isTyped && inPlace !== undefined, comment };
  const left = (...findings: Finding[]): JudgedAnswer => ({ ...all, draft: undefined, findings });
  const shown = (value: Json): Text => (value === null ? "–" : valueText(value, definition));

  const twofold = rows.find(
    each => each.value !== undefined && each.inPlace && !isSame(term, each.value, each.inPlace.value),
  );
  if (said.length > 1) return left(warning("answer-twofold", place, { term, answers: said.map(wordOf).reduce(both) }));
  if (twofold?.inPlace)
    return left(
      warning("answer-two-values", place, {
        term,
        typed: shown(twofold.value ?? null),
        found: shown(twofold.inPlace.value),
        at: twofold.inPlace.at,
      }),
    );
  const now = wholeOf(judged.today, term, ({ asked }) => asked);
  if (!isSame(term, sent, now)) {
    if (answer === undefined && !isTyped && !inPlace) return left();
    return left(warning("answer-moved", place, { term, sent: shown(sent), now: shown(now) }));
  }
  const isChanged = !isSame(term, returned, sent);
  if ((answer === "accept" || answer === "decline") && isChanged)
    return left(warning("answer-conflict", place, { term, answer: wordOf(answer), value: shown(returned) }));
  if (answer === "counter" && !isChanged) return left(warning("answer-empty", place, { term, value: shown(sent) }));
  if (answer === undefined && !isChanged)
    return left(...(comment === undefined ? [] : [warning("answer-comment", place, { term, comment })]));
  if (returned === null) return left(warning("answer-blank", place, { term, sent: shown(sent) }));

  const { draft, findings } = eventOf(answer ?? "counter", { ...all, returned }, judged, place);
  const wrong = draft && "value" in draft ? checkValue(draft, term, judged, place) : [];
  const faults = wrong
    .filter(({ severity }) => severity === "error")
    .map(each => ({ ...each, severity: "warning" as const }));
  if (faults.length > 0) return left(...faults);
  return { ...all, draft, findings: [...findings, ...wrong] };
}

interface Answered {
  readonly term: string;
  readonly sent: Json;
  readonly returned: TermValue;
  readonly comment: string | undefined;
}

/** The event that an answer is, by where its term stands; or why it is none. */
function eventOf(
  answer: AnswerWord,
  { term, sent, returned, comment }: Answered,
  { ledger, definitions, spoken: actor }: JudgedIn,
  place: Place,
): { draft?: Draft; findings: Finding[] } {
  const { offer, agreed } = ledger.terms.get(term) ?? ({} as Partial<TermState>);
  const spoken = { ...actor, ...(comment === undefined ? {} : { reason: comment }) };
  const propose = (type: "proposed" | "countered" | "amended", value: TermValue) => ({
    draft: offerDraft(type, term, value, definitions, spoken),
    findings: [],
  });
  const left = (finding: Finding) => ({ findings: [finding] });
  const isOwn = offer?.party === actor.party;
  if (answer === "accept") {
    if (offer && isOwn) return left(warning("answer-own", place, { term }));
    if (offer) return { draft: acceptanceDraft(term, offer, spoken), findings: [] };
    if (agreed) return { findings: [] };
    // Nothing was proposed in the log: the workbook was. Who accepts it, proposes what it says.
    return sent === null ? { findings: [] } : propose("proposed", sent);
  }
  if (answer === "decline") {
    if (offer && isOwn) return left(warning("answer-own", place, { term }));
    if (offer) return { draft: { type: "declined", term, ...spoken }, findings: [] };
    if (term.endsWith(".chosen") && !agreed) return propose("proposed", false);
    return left(warning("answer-nothing", place, { term }));
  }
  if (offer && !isOwn) return propose("countered", returned);
  if (!agreed) return propose("proposed", returned);
  if (comment === undefined) return left(warning("answer-reason", place, { term }));
  return propose("amended", returned);
}

/** A list from its rows, or the one value of a term; null where nothing is there. */
function wholeOf(rows: readonly TermRow[], term: string, pick: (row: TermRow) => Json): Json {
  const of = rows.filter(row => row.term === term);
  const [first] = of;
  if (!first) return null;
  if (first.part === undefined) return pick(first);
  const values = of.map(pick);
  if (values.some(value => value === null)) return null;
  return term === "ramp" ? withoutRepeats(values) : values;
}

const isSame = (term: string, a: Json, b: Json): boolean =>
  typeof a === "number" && typeof b === "number"
    ? Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b))
    : isSameTerm(term, a, b);

const wordOf = (answer: AnswerWord): Text => words(`word.${answer}`);
const both = (a: Text, b: Text): Text => words("answer.both", { a, b });
