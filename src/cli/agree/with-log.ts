/** The case and the log that the commands of an agreement begin with, and how what they append is told. */
import { checkOwner, compareWithCase, modelName } from "../../agreement/compare.ts";
import type { AgreementEvent, Draft, Party } from "../../agreement/event.ts";
import { fingerprintOf } from "../../agreement/hash.ts";
import type { Ledger } from "../../agreement/ledger.ts";
import { definitionsOf, type TermDefinition } from "../../agreement/terms.ts";
import { plainValueText, valueText } from "../../agreement/value-text.ts";
import {
  type Appended,
  appendToLog,
  type Decision,
  logPathOf,
  type ReadLog,
  readLog,
} from "../../disk/agreement-log.ts";
import type { Applied } from "../../disk/apply-agreed.ts";
import { LockedError } from "../../disk/lock.ts";
import type { FindingCode } from "../../finding/finding.ts";
import {
  type Case,
  type Finding,
  hasErrors,
  inLocale,
  loadCase,
  type LineOf,
  type Model,
  UnwritableError,
} from "../../index.ts";
import { reasonText } from "../../text/reason.ts";
import { say } from "../../text/say.ts";
import { type ExitStatus, exit, type Io } from "../io.ts";
import { appliedText, asData } from "./apply.ts";
import { printFindings } from "../print-findings.ts";
import { table } from "../table.ts";
import { visibleLine } from "../../text/visible.ts";

export interface CaseOfLog {
  readonly path: string;
  readonly kase: Case;
  readonly model: Model;
  readonly definitions: ReadonlyMap<string, TermDefinition>;
  readonly lineOf: LineOf;
}

/** Who acts, for whom, and when. */
export interface Actor {
  readonly party: Party;
  readonly by: string;
  readonly date: string;
}

/** The case; where it has errors, prints them and gives nothing. Its warnings are for `check`. */
export async function caseOfLog(io: Io, path: string): Promise<CaseOfLog | undefined> {
  const { kase, model, findings, lineOf } = await loadCase(path);
  if (kase && model) return { path, kase, model, definitions: definitionsOf(kase, model), lineOf };
  printFindings(io, findings, lineOf);
  return undefined;
}

/** The log, read only, with everything that is wrong with it printed, beside the case too. */
export function logBesideCase(io: Io, { path, kase, model, lineOf }: CaseOfLog): { log: ReadLog; isSound: boolean } {
  const log = readLog(logPathOf(path));
  const findings = [...log.findings, ...compareWithCase(log.ledger, kase, model, log.placeOfLine)];
  printFindings(io, findings, place => log.lineOf(place) ?? lineOf(place));
  return { log, isSound: !hasErrors(findings) };
}

/** What is told of an append beside its events. */
export interface Telling {
  /** Terms that were left out. */
  readonly skipped?: readonly string[];
  /** Goes into the same document with `--json`. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What follows on an append, for the terms that were just agreed. */
export type AfterAppend = (terms: ReadonlySet<string>) => Promise<Applied>;

/** Appends what `decide` makes of the terms of today, opening the agreement if need be, and tells what was written. */
export async function append(
  io: Io,
  of: CaseOfLog,
  actor: Actor,
  decide: (ledger: Ledger, log: ReadLog) => Decision,
  { then, ...telling }: Telling & { readonly then?: AfterAppend | undefined } = {},
): Promise<ExitStatus> {
  const path = logPathOf(of.path);
  try {
    const appended = appendToLog(path, (ledger, log) => {
      const foreign = checkOwner(ledger, of.kase, log.placeOfLine(1));
      if (foreign.length > 0) return { findings: foreign };
      const { drafts = [], findings = [] } = decide(ledger, log);
      return { drafts: drafts.length > 0 && !ledger.opened ? [opening(of, actor), ...drafts] : drafts, findings };
    });
    const agreed = agreedBy(appended);
    const applied = then && agreed.size > 0 ? await then(agreed) : undefined;
    return told(io, of, appended, { ...telling, applied });
  } catch (thrown) {
    const { locale } = io;
    if (thrown instanceof LockedError)
      io.err(`${say(locale, "agree.locked", { holder: thrown.holder, path: thrown.path })}\n`);
    else if (thrown instanceof UnwritableError)
      io.err(`${say(locale, "cli.unwritable", { path: thrown.path, reason: reasonText(thrown.reason) })}\n`);
    else throw thrown;
    return exit.findings;
  }
}

function opening({ kase, model }: CaseOfLog, actor: Actor): Draft {
  const { id, currency } = kase.customer;
  return { type: "opened", ...actor, customer: id, model: modelName(model), currency };
}

const agreedBy = ({ events }: Appended): ReadonlySet<string> =>
  new Set(events.flatMap(event => (event.type === "accepted" ? event.term : [])));

/** The log stands, whatever became of case.yaml. */
function told(
  io: Io,
  of: CaseOfLog,
  appended: Appended,
  { skipped = [], data = {}, applied }: Telling & { readonly applied: Applied | undefined },
): ExitStatus {
  const { events, ledger, findings, lineOf } = appended;
  const { locale } = io;
  const lines: LineOf = place => lineOf(place) ?? of.lineOf(place);
  const unwritten = (applied?.findings ?? []).filter(({ severity }) => severity === "error");
  const differing = nowDiffering(of, appended, new Set(applied?.changes.map(({ term }) => term)));
  printFindings(io, [...findings, ...differing, ...unwritten], lines);
  if (hasErrors(findings)) return exit.findings;
  const status = unwritten.length > 0 ? exit.findings : exit.clean;
  const fingerprint = fingerprintOf(ledger.head.hash);
  if (io.json) {
    const toCase = applied ? { applied: asData(applied.changes) } : {};
    io.out(
      `${JSON.stringify({ ...data, events, head: { ...ledger.head, fingerprint }, skipped, ...toCase }, null, 2)}\n`,
    );
    return status;
  }
  const said = events.filter(({ type }) => type !== "opened");
  const blocks = [
    said.length > 0 ? eventTable(said, of.definitions, io) : say(locale, "agree.nothing"),
    ...(applied && applied.changes.length > 0 ? [appliedText(applied, io)] : []),
    ...(skipped.length > 0 ? [say(locale, "agree.skipped", { count: skipped.length, names: skipped.join(", ") })] : []),
    ...(events.length > 0 ? [say(locale, "agree.fingerprint", { fingerprint, n: ledger.head.n })] : []),
  ];
  io.out(`${blocks.join("\n\n")}\n`);
  return status;
}

const ofCase: readonly FindingCode[] = ["agreed-differs", "agreed-missing"];
const nowDifferent: readonly FindingCode[] = [...ofCase, "agreed-definition", "agreed-unit"];

/** What was just agreed, where the case (but for what was applied) or the model says otherwise: a warning now, an error as long as it stays so. */
function nowDiffering({ kase, model }: CaseOfLog, appended: Appended, applied: ReadonlySet<string>): Finding[] {
  const accepted = agreedBy(appended);
  return compareWithCase(appended.ledger, kase, model)
    .filter(({ code, values }) => {
      const term = code === "agreed-definition" ? `${String(values.indicator)}.chosen` : String(values.term);
      return nowDifferent.includes(code) && accepted.has(term) && !(ofCase.includes(code) && applied.has(term));
    })
    .map(finding => ({ ...finding, severity: "warning" }));
}

/** Events as a table: number, what, of which term, which value. */
export function eventTable(
  events: readonly AgreementEvent[],
  definitions: ReadonlyMap<string, TermDefinition>,
  { locale }: Io,
): string {
  return table(
    [
      { head: "#", align: "right" },
      { head: say(locale, "agree.date") },
      { head: say(locale, "agree.party") },
      { head: say(locale, "agree.by") },
      { head: say(locale, "agree.event") },
      { head: say(locale, "agree.term") },
      { head: say(locale, "report.column.value") },
      { head: say(locale, "agree.reason") },
    ],
    events.map(event => [
      String(event.n),
      event.date,
      say(locale, `party.${event.party}`),
      visibleLine(event.by),
      say(locale, `event.${event.type}`),
      "term" in event ? visibleLine(event.term) : "",
      valueIn(event, definitions, locale),
      "reason" in event && event.reason !== undefined ? visibleLine(event.reason) : "",
    ]),
  );
}

function valueIn(
  event: AgreementEvent,
  definitions: ReadonlyMap<string, TermDefinition>,
  locale: Io["locale"],
): string {
  if (event.type === "opened") return plainValueText(`${event.customer}, ${event.model}, ${event.currency}`);
  if (!("value" in event)) return "";
  return visibleLine(inLocale(valueText(event.value, definitions.get(event.term)), locale));
}
