/** `agree propose|counter|amend CASE TERM[=VALUE] …`: values on the table. */
import { isSameValue } from "../../agreement/canonical.ts";
import { type OfferDraft, offerDraft } from "../../agreement/drafts.ts";
import { type OfferEvent, placed } from "../../agreement/event.ts";
import type { Ledger } from "../../agreement/ledger.ts";
import { checkValue } from "../../agreement/check-value.ts";
import { refusalOf } from "../../agreement/rules.ts";
import { termsBehindCase, termsOfCase } from "../../agreement/terms.ts";
import { say } from "../../text/say.ts";
import { type ExitStatus, exit, type Io } from "../io.ts";
import { append, caseOfLog } from "./with-log.ts";
import { type ActorOptions, actorOf, type ReasonOptions, reasonsOf } from "./actor.ts";
import { type TypedTerm, typedTerm } from "./terms-argument.ts";

export interface OfferOptions extends ActorOptions, ReasonOptions {
  /** Every term that the value of the case rests on. */
  readonly all?: boolean;
}

const commands = { proposed: "propose", countered: "counter", amended: "amend" } as const;

export async function offer(
  io: Io,
  type: OfferEvent["type"],
  path: string,
  typed: readonly string[],
  options: OfferOptions,
): Promise<ExitStatus> {
  const actor = actorOf(io, options);
  const reasons = actor && reasonsOf(io, options);
  if (!actor || !reasons) return exit.usage;
  if (typed.length === 0 && !options.all) return missing(io, "term", commands[type]);
  const of = await caseOfLog(io, path);
  if (!of) return exit.findings;
  const stated = termsOfCase(of.kase, of.model);
  const terms = options.all ? termsBehindCase(of.kase, of.model).map(term => ({ term })) : typed.map(typedTerm);
  const empty = terms.find(
    ({ term, value }: TypedTerm) => value === undefined && of.definitions.has(term) && !stated.has(term),
  );
  if (empty) {
    io.err(`${say(io.locale, "agree.value-missing", { term: empty.term })}\n`);
    return exit.usage;
  }
  const drafts = terms.map(({ term, value }: TypedTerm) =>
    offerDraft(type, term, value ?? stated.get(term) ?? "", of.definitions, { ...actor, ...reasons }),
  );
  const skipped: string[] = [];
  return append(
    io,
    of,
    actor,
    (ledger, log) => {
      const wanted = options.all ? drafts.filter(draft => isPossible(draft, ledger, skipped)) : drafts;
      const findings = wanted.flatMap(draft =>
        checkValue(
          draft,
          draft.term,
          of,
          log.placeOfLine(ledger.terms.get(draft.term)?.n ?? Math.max(1, ledger.head.n)),
        ),
      );
      return { drafts: wanted, findings };
    },
    { skipped },
  );
}

/** False for a term that is agreed, or on the table already, or was declined at this very value. */
function isPossible(draft: OfferDraft, ledger: Ledger, skipped: string[]): boolean {
  const declined = ledger.terms.get(draft.term)?.declined;
  const isRefused =
    (declined !== undefined && isSameValue(declined.value, draft.value)) ||
    (ledger.opened !== undefined && refusalOf(placed(draft, ledger.head), ledger) !== undefined);
  if (isRefused) skipped.push(draft.term);
  return !isRefused;
}

export function missing(io: Io, name: string, command: string): ExitStatus {
  io.err(`${say(io.locale, "cli.missing", { name, command: `valuebook agree ${command}` })}\n`);
  return exit.usage;
}
