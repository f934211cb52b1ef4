/** `agree accept|decline|withdraw CASE [TERM …]`: answers to an offer, and offers taken back. */
import { acceptanceDraft } from "../../agreement/drafts.ts";
import type { Draft } from "../../agreement/event.ts";
import type { Ledger } from "../../agreement/ledger.ts";
import { unknownTerm } from "../../agreement/check-value.ts";
import type { Decision, ReadLog } from "../../disk/agreement-log.ts";
import { applyAgreed } from "../../disk/apply-agreed.ts";
import { type ExitStatus, exit, type Io } from "../io.ts";
import { type ActorOptions, actorOf, type ReasonOptions, reasonsOf } from "./actor.ts";
import { missing } from "./offer.ts";
import { type TypedTerm, typedTerm } from "./terms-argument.ts";
import { type Actor, type AfterAppend, append, caseOfLog } from "./with-log.ts";

export interface AnswerOptions extends ActorOptions, ReasonOptions {
  /** Every open offer of the other party. */
  readonly all?: boolean;
}

export interface AcceptOptions extends AnswerOptions {
  /** Nothing is written into case.yaml. */
  readonly keepCase?: boolean;
}

export async function accept(
  io: Io,
  path: string,
  typed: readonly string[],
  { keepCase, ...options }: AcceptOptions,
): Promise<ExitStatus> {
  const then = keepCase ? undefined : (terms: ReadonlySet<string>) => applyAgreed(path, { terms });
  return answer(
    io,
    path,
    typed,
    options,
    "accept",
    ({ term, value }, ledger, rest) => acceptanceDraft(term, ledger.terms.get(term)?.offer, rest, value),
    then,
  );
}

export async function decline(
  io: Io,
  path: string,
  typed: readonly string[],
  options: AnswerOptions,
): Promise<ExitStatus> {
  const { evidence: _, ...rest } = options;
  return answer(io, path, typed, rest, "decline", ({ term }, _ledger, more) => ({ type: "declined", term, ...more }));
}

export async function withdraw(
  io: Io,
  path: string,
  typed: readonly string[],
  options: AnswerOptions,
): Promise<ExitStatus> {
  const { evidence: _, ...rest } = options;
  return answer(io, path, typed, rest, "withdraw", ({ term }, _ledger, more) => ({ type: "withdrawn", term, ...more }));
}

async function answer(
  io: Io,
  path: string,
  typed: readonly string[],
  options: AnswerOptions,
  command: string,
  draftOf: (typed: TypedTerm, ledger: Ledger, rest: Actor & ReasonOptions) => Draft,
  then?: AfterAppend,
): Promise<ExitStatus> {
  const actor = actorOf(io, options);
  const reasons = actor && reasonsOf(io, options);
  if (!actor || !reasons) return exit.usage;
  if (typed.length === 0 && !options.all) return missing(io, "term", command);
  const of = await caseOfLog(io, path);
  if (!of) return exit.findings;
  const decide = (ledger: Ledger, log: ReadLog): Decision => {
    const terms = options.all ? openFor(actor, ledger) : typed.map(typedTerm);
    const known = (term: string) => of.definitions.has(term) || ledger.terms.has(term);
    const unknown = terms.filter(({ term }) => !known(term));
    const findings = unknown.map(({ term }) =>
      unknownTerm(term, of.definitions, log.placeOfLine(Math.max(1, ledger.head.n))),
    );
    return { drafts: terms.map(each => draftOf(each, ledger, { ...actor, ...reasons })), findings };
  };
  return append(io, of, actor, decide, { then });
}

function openFor({ party }: Actor, { terms }: Ledger): TypedTerm[] {
  return [...terms.values()].filter(({ offer, next }) => offer && next === party).map(({ term }) => ({ term }));
}
