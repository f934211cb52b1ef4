/** `import CASE FILE.xlsx`: the answers of a returned workbook, shown with what they are worth, and on a yes appended to the agreement. */
import { valueText } from "../agreement/value-text.ts";
import { applyAgreed } from "../disk/apply-agreed.ts";
import { error } from "../finding/finding.ts";
import {
  findingAsData,
  inLocale,
  type ReturnedReview,
  type ReviewedAnswer,
  readAgreement,
  reviewReturned,
} from "../index.ts";
import { formatNumber } from "../text/format.ts";
import { say } from "../text/say.ts";
import { visibleLine } from "../text/visible.ts";
import { type ActorOptions, actorOf } from "./agree/actor.ts";
import { append, type CaseOfLog, caseOfLog } from "./agree/with-log.ts";
import { consentOf } from "./consent.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";
import { table } from "./table.ts";

export interface ImportOptions extends ActorOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  /** Nothing is written into case.yaml. */
  readonly keepCase?: boolean;
}

export async function importWorkbook(io: Io, path: string, file: string, options: ImportOptions): Promise<ExitStatus> {
  const actor = actorOf(io, options);
  if (!actor) return exit.usage;
  const of = await caseOfLog(io, path);
  if (!of) return exit.findings;
  const log = await readAgreement(path);
  if (printFindings(io, log.findings, log.lineOf)) return exit.findings;
  const review = await reviewReturned(file, { kase: of.kase, model: of.model, ledger: log.ledger, spoken: actor });
  if (!review.answers) {
    printFindings(io, review.findings, () => undefined);
    return exit.findings;
  }
  const drafts = review.answers.flatMap(({ draft }) => draft ?? []);
  const isAnswered = drafts.length > 0 && !options.dryRun;
  const data = asData(review, io);
  // What is written is told in the same document.
  if (io.json && !(isAnswered && options.yes)) io.out(`${JSON.stringify(data, null, 2)}\n`);
  if (!io.json) {
    printFindings(io, review.findings, () => undefined);
    io.out(`${shown(review, of, io)}\n`);
  }
  if (!isAnswered) return exit.clean;
  const { by, party } = actor;
  const question = say(io.locale, "import.ask", { count: drafts.length, by, party: say(io.locale, `party.${party}`) });
  const consent = await consentOf(io, options.yes, question);
  if (consent !== "yes") return consent === "no" ? exit.clean : exit.usage;
  const then = options.keepCase ? undefined : (terms: ReadonlySet<string>) => applyAgreed(path, { terms });
  return append(
    io,
    of,
    actor,
    ledger =>
      ledger.head.hash === log.ledger.head.hash
        ? { drafts }
        : { findings: [error("returned-raced", log.placeOfLine(Math.max(1, ledger.head.n)))] },
    { then, data },
  );
}

/** What came back: term, sent, returned, what it does to the value. */
function shown(review: ReturnedReview, { kase }: CaseOfLog, io: Io): string {
  const { locale } = io;
  const { currency } = kase.customer;
  const { sent, answers, together } = review;
  const money = (value: number | null | undefined) =>
    value === undefined ? "" : value === null ? say(locale, "word.gap") : signed(value, io);
  const head = say(locale, "import.sent", { state: sent.text });
  if (answers.length === 0) return [head, say(locale, "import.none")].join("\n\n");
  const taken = answers.filter(({ draft }) => draft !== undefined);
  const known = answers.filter(({ isKnown }) => isKnown).length;
  const rows = answers.map(each => [
    visibleLine(each.term),
    textOf(each.sent, each, io),
    textOf(each.returned, each, io),
    doneWith(each, io),
    money(each.effect?.netPerYear),
    money(each.effect?.npv),
    visibleLine(each.comment ?? ""),
  ]);
  const sums = ["", "", "", say(locale, "import.together"), money(together.netPerYear), money(together.npv), ""];
  return [
    head,
    table(
      [
        { head: say(locale, "agree.term") },
        { head: say(locale, "import.asked") },
        { head: say(locale, "import.returned") },
        { head: say(locale, "import.becomes") },
        { head: say(locale, "import.effect-net", { currency }), align: "right" },
        { head: say(locale, "import.effect-npv", { currency }), align: "right" },
        { head: say(locale, "terms.comment") },
      ],
      taken.length > 1 ? [...rows, sums] : rows,
    ),
    say(locale, "import.counts", { taken: taken.length, left: answers.length - taken.length - known, known }),
  ].join("\n\n");
}

function doneWith({ draft, isInPlace, isKnown }: ReviewedAnswer, { locale }: Io): string {
  if (isKnown) return say(locale, "import.known");
  if (!draft) return say(locale, "import.left");
  const event = say(locale, `event.${draft.type}`);
  return isInPlace ? say(locale, "import.in-place", { event }) : event;
}

const textOf = (value: ReviewedAnswer["sent"], { definition }: ReviewedAnswer, { locale }: Io): string =>
  value === null ? "–" : visibleLine(inLocale(valueText(value, definition), locale));

const signed = (value: number, { locale }: Io): string =>
  Math.abs(value) < 0.5 ? "0" : `${value > 0 ? "+" : ""}${formatNumber(value, locale, 0)}`;

function asData({ answers, together, sent, findings }: ReturnedReview, { locale }: Io) {
  const { text: _, ...state } = sent;
  return {
    sent: state,
    answers: answers.map(({ term, at, sent: asked, returned, answer, isInPlace, isKnown, comment, draft, effect }) => ({
      term,
      cell: at,
      sent: asked,
      returned,
      answer: answer ?? null,
      changedInPlace: isInPlace,
      comment: comment ?? null,
      event: draft?.type ?? null,
      isKnown,
      effect: effect ?? null,
    })),
    together,
    findings: findings.map(finding => findingAsData(finding, locale)),
  };
}
