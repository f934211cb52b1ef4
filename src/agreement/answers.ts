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
import { type Draft, longest } from "./event.ts";
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
  /** Something in its cells cannot be read, and is told elsewhere: nothing of the term is taken in. */
  readonly isUnreadable?: boolean;
}

/** One term of the returned workbook that says something. */
export interface JudgedAnswer {
  readonly term: string;
  readonly definition: TermDefinition;
  readonly at: string;
  /** What the workbook asked. */
  readonly sent: Json;
  /** What it came back with; the same where it was accepted; null where it cannot be read. */
  readonly returned: Json;
  readonly answer: AnswerWord | undefined;
  readonly isInPlace: boolean;
  readonly comment: string | undefined;
  /** What is appended to the log; undefined where nothing is, and `findings` say why. */
  readonly draft: Draft | undefined;
  /** The agreement says so already: the file was taken in before, or another said the same meanwhile. */
  readonly isKnown: boolean;
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
  const said = saidOf(term, rows, judged.sent);
  const { definition, answer, sent, returned, comment, typed, inPlace } = said;
  const place = judged.placeOf(said.at);
  const all = {
    ...{ term, definition, at: said.at, sent, returned, answer, comment },
    isInPlace: !typed && inPlace !== undefined,
    isKnown: false,
  };
  const left = (...findings: Finding[]): JudgedAnswer => ({ ...all, draft: undefined, findings });
  if (rows.some(({ isUnreadable }) => isUnreadable)) return { ...left(), returned: null };
  const doubtful = doubtOf(said, place);
  if (doubtful) return left(doubtful);
  if (answer === undefined && !typed && !inPlace)
    return left(...(comment === undefined ? [] : [warning("answer-comment", place, { term, comment })]));
  if (isInForce(said, judged)) return { ...left(), isKnown: true };
  const now = wholeOf(judged.today, term, ({ asked }) => asked);
  if (!isSame(term, sent, now))
    return left(warning("answer-moved", place, { term, sent: shown(sent, said), now: shown(now, said) }));
  const contradiction = contradictionOf(said, place);
  if (contradiction) return left(contradiction);

  const { draft, findings } = eventOf(said, judged, place);
  const wrong = draft && "value" in draft ? checkValue(draft, term, judged, place) : [];
  const faults = wrong
    .filter(({ severity }) => severity === "error")
    .map(each => ({ ...each, severity: "warning" as const }));
  if (faults.length > 0) return left(...faults);
  return { ...all, draft, findings: [...findings, ...wrong] };
}

/** What the rows of one term say together. */
interface Said {
  readonly term: string;
  readonly definition: TermDefinition;
  /** Where the term stood when the workbook was sent. */
  readonly before: TermState | undefined;
  readonly at: string;
  readonly answers: readonly AnswerWord[];
  readonly answer: AnswerWord | undefined;
  readonly comment: string | undefined;
  readonly sent: Json;
  /** What was not answered as it was asked. */
  readonly returned: Json;
  /** The same with what was not answered as the case has it: another value where a list was changed in place in part. */
  readonly calculated: Json;
  /** A row with a value in the answer, and one changed in its place; those of two values first. */
  readonly typed: RowAnswer | undefined;
  readonly inPlace: (RowAnswer & Required<Pick<RowAnswer, "inPlace">>) | undefined;
}

function saidOf(term: string, rows: readonly RowAnswer[], asSent: readonly TermRow[]): Said {
  const [first] = rows;
  if (!first) throw new Error(`no answer about ${term}`);
  const answers = [...new Set(rows.flatMap(({ answer }) => answer ?? []))];
  const comments = [...new Set(rows.flatMap(({ comment }) => comment ?? []))];
  const given = new Map(rows.map(each => [each.row.key, each]));
  const whole = (base: (row: TermRow) => Json) =>
    wholeOf(asSent, term, row => {
      const { value, inPlace } = given.get(row.key) ?? {};
      if (value !== undefined) return value;
      return inPlace ? inPlace.value : base(row);
    });
  const changed = rows.flatMap(({ inPlace, ...each }) => (inPlace ? [{ ...each, inPlace }] : []));
  const inPlace =
    changed.find(each => each.value !== undefined && !isSame(term, each.value, each.inPlace.value)) ?? changed[0];
  const typed = inPlace?.value === undefined ? rows.find(({ value }) => value !== undefined) : inPlace;
  const returned = whole(({ asked }) => asked);
  return {
    term,
    definition: first.row.definition,
    before: first.row.state,
    at: inPlace && !typed && answers.length === 0 ? inPlace.inPlace.at : first.at,
    answers,
    answer: answers[0],
    comment: comments.length > 0 ? comments.join("\n") : undefined,
    sent: wholeOf(asSent, term, ({ asked }) => asked),
    returned,
    calculated: inPlace ? whole(({ stated }) => stated) : returned,
    typed,
    inPlace,
  };
}

/** Two answers, or two values. */
function doubtOf(said: Said, place: Place): Finding | undefined {
  const { term, answers, typed, inPlace, returned, calculated } = said;
  if (answers.length > 1)
    return warning("answer-twofold", place, { term, answers: answers.map(wordOf).reduce((a, b) => both(a, b)) });
  if (!inPlace) return undefined;
  const { at } = inPlace.inPlace;
  const two = (a: Json, b: Json) =>
    warning("answer-two-values", place, { term, typed: shown(a, said), found: shown(b, said), at });
  if (typed?.value !== undefined && typed === inPlace && !isSame(term, typed.value, inPlace.inPlace.value))
    return two(typed.value, inPlace.inPlace.value);
  return isSame(term, returned, calculated) ? undefined : two(returned, calculated);
}

/** An answer that its value contradicts, or a value that is none. */
function contradictionOf(said: Said, place: Place): Finding | undefined {
  const { term, answer, sent, returned } = said;
  const isChanged = !isSame(term, returned, sent);
  if ((answer === "accept" || answer === "decline") && isChanged)
    return warning("answer-conflict", place, { term, answer: wordOf(answer), value: shown(returned, said) });
  if (answer === "accept" || answer === "decline") return undefined;
  if (returned === null) return warning("answer-blank", place, { term, sent: shown(sent, said) });
  return isChanged ? undefined : warning("answer-empty", place, { term, value: shown(sent, said) });
}

/** The agreement already stands as the answer would have it, by an event since the workbook was sent. */
function isInForce({ term, answer, sent, returned, before }: Said, { ledger, spoken }: JudgedIn): boolean {
  const { offer, agreed, declined } = ledger.terms.get(term) ?? ({} as Partial<TermState>);
  const isChanged = !isSame(term, returned, sent);
  if (isChanged && (answer === "accept" || answer === "decline")) return false;
  if (offer) {
    const wanted = answer === "decline" && isChoice(term) ? false : returned;
    return offer.party === spoken.party && offer.n !== before?.offer?.n && isSame(term, offer.value, wanted);
  }
  if (answer === "decline") return declined !== undefined && declined.n === before?.offer?.n;
  return agreed !== undefined && (isChanged || answer === "accept") && isSame(term, agreed.value, returned);
}

/** The event that an answer is, by where its term stands; or why it is none. */
function eventOf(
  said: Said,
  { ledger, definitions, spoken: actor }: JudgedIn,
  place: Place,
): { draft?: Draft; findings: Finding[] } {
  const { term, answer, sent, returned, comment } = said;
  const { offer, agreed } = ledger.terms.get(term) ?? ({} as Partial<TermState>);
  const isLong = comment !== undefined && comment.length > longest.text;
  const reason = isLong ? `${comment.slice(0, longest.text - 1)}…` : comment;
  const spoken = { ...actor, ...(reason === undefined ? {} : { reason }) };
  const taken = (draft: Draft) => ({
    draft,
    findings: isLong ? [warning("answer-long", place, { term, count: comment.length, longest: longest.text })] : [],
  });
  const propose = (type: "proposed" | "countered" | "amended", value: Json) =>
    taken(offerDraft(type, term, value as TermValue, definitions, spoken));
  const left = (finding: Finding) => ({ findings: [finding] });
  const isOwn = offer?.party === actor.party;
  if (answer === "accept" || answer === "decline") {
    if (offer && isOwn) return left(warning("answer-own", place, { term, party: words(`party.${actor.party}`) }));
    if (offer)
      return taken(answer === "accept" ? acceptanceDraft(term, offer, spoken) : { type: "declined", term, ...spoken });
    // Nothing was proposed in the log: the workbook was. Who accepts it, proposes what it says.
    if (answer === "accept" && !agreed && sent !== null) return propose("proposed", sent);
    if (answer === "decline" && !agreed && isChoice(term) && sent !== false) return propose("proposed", false);
    return left(warning("answer-nothing", place, { term, answer: wordOf(answer) }));
  }
  if (offer && !isOwn) return propose("countered", returned);
  if (!agreed) return propose("proposed", returned);
  if (comment === undefined)
    return left(
      warning("answer-reason", place, { term, agreed: shown(agreed.value, said), value: shown(returned, said) }),
    );
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

/** Numbers to the last digits that a spreadsheet program keeps. */
function isSame(term: string, a: Json, b: Json): boolean {
  if (typeof a === "number" && typeof b === "number")
    return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
  if (!areNumbers(a) || !areNumbers(b)) return isSameTerm(term, a, b);
  const [these, those] = term === "ramp" ? [withoutRepeats(a), withoutRepeats(b)] : [a, b];
  return these.length === those.length && these.every((each, index) => isSame(term, each, those[index] ?? null));
}

const areNumbers = (value: Json): value is readonly number[] =>
  Array.isArray(value) && value.every(each => typeof each === "number");

const isChoice = (term: string): boolean => term.endsWith(".chosen");

const shown = (value: Json, { definition }: Pick<Said, "definition">): Text =>
  value === null ? words("answer.no-value") : valueText(value, definition);

const wordOf = (answer: AnswerWord): Text => words(`word.${answer}`);
const both = (a: Text, b: Text): Text => words("answer.both", { a, b });
