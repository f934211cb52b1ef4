/** The text of a log → its ledger, and everything that is wrong with it, each with its line. Pure. */
import { error, type Finding, type FindingCode, type Place, warning } from "../finding/finding.ts";
import { words } from "../text/say.ts";
import { type ChainFault, followChain, logLine } from "./chain.ts";
import { readLine } from "./event.ts";
import { foldEvents } from "./fold.ts";
import { fingerprintOf } from "./hash.ts";
import type { Ledger, Refused } from "./ledger.ts";

export interface VerifiedLog {
  readonly ledger: Ledger;
  /** The hash of each line, from the first. */
  readonly hashes: readonly string[];
  readonly findings: readonly Finding[];
  /** Bytes of the file that hold whole lines; what follows is the rest of a write that never ended. */
  readonly wholeLength: number;
  placeOfLine(n: number): Place;
}

export function verifyLog(text: string, file = "agreement.jsonl"): VerifiedLog {
  const { whole, torn } = wholeLines(text);
  const lines = whole.map((each, index) => logLine(each, index + 1));
  const { chain, faults } = followChain(lines);
  const intact = chain.flatMap(({ event }) => event ?? []);
  const ledger = foldEvents(intact);
  const lineOfEvent = new Map(chain.map(each => [each.n ?? 0, each]));
  const placeOfLine = (n: number): Place => {
    const at = lineOfEvent.get(n);
    return placeOf(file, at?.line ?? n, at?.text ?? "", "term");
  };
  const findings = [
    ...faults.map(fault => findingOf(fault, file)),
    ...ledger.refused.map(refused => findingOfRefused(refused, placeOfLine(refused.event.n))),
    ...tornFinding(torn, { file, line: lines.length + 1, column: 1, length: Math.max(1, torn.length) }),
  ];
  const wholeLength = new TextEncoder().encode(text.slice(0, text.length - torn.length)).length;
  return { ledger, hashes: chain.map(({ hash }) => hash), findings, wholeLength, placeOfLine };
}

/** A last line without its line break is whole if it is an event; else it is torn off. */
function wholeLines(text: string): { whole: string[]; torn: string } {
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  if (last === "" || !readLine(last)) return { whole: lines, torn: last };
  return { whole: [...lines, last], torn: "" };
}

/** What a write leaves that was broken off is the beginning of a line; more than a line was put there by hand. */
function tornFinding(torn: string, place: Place): Finding[] {
  if (torn === "") return [];
  const ends = [...torn.matchAll(/\}/g)].map(({ index }) => torn.slice(0, index + 1));
  const holdsEvent = ends.some(each => readLine(each) !== undefined);
  return [holdsEvent ? changed(place) : warning("log-torn", place, { line: place.line })];
}

const changed = (place: Place): Finding => error("log-changed", place, { line: place.line });

/** Where in a line a finding points: at its term if it is one of a term, else at its number. */
const marks = { term: /"term":"(?:[^"\\]|\\.)*"/, number: /"n":\d+/ } as const;

function placeOf(file: string, line: number, text: string, mark: keyof typeof marks): Place {
  const found = marks[mark].exec(text) ?? marks.number.exec(text);
  return { file, line, column: (found?.index ?? 0) + 1, length: found?.[0].length ?? Math.max(1, text.length) };
}

function findingOf(fault: ChainFault, file: string): Finding {
  const { line, text } = fault.at;
  const place = placeOf(file, line, text, "number");
  switch (fault.kind) {
    case "changed":
      return changed(place);
    case "rewritten":
      return error("log-rewritten", place, { line });
    case "inserted":
      return error("log-inserted", place, { line });
    case "cut":
      return error("log-cut", place, {
        line,
        missing:
          fault.from >= fault.to
            ? words("log.event", { n: fault.to })
            : words("log.events", { from: fault.from, to: fault.to }),
      });
    case "moved":
      return error("log-moved", place, { line, after: fault.after.line });
    default:
      return fault satisfies never;
  }
}

export function findingOfRefused({ refusal }: Pick<Refused, "refusal">, place: Place): Finding {
  return { code: refusal.code satisfies FindingCode, severity: "error", values: refusal.values, place };
}

/** Which state of the log a fingerprint is of: the number of its last event, and how many came since; undefined if it is of none. */
export function stateOf(
  { hashes, ledger }: VerifiedLog,
  fingerprint: string,
): { n: number; since: number } | undefined {
  const index = hashes.findLastIndex(hash => fingerprintOf(hash) === fingerprint);
  if (index < 0) return undefined;
  return { n: index + 1, since: ledger.events.length - index - 1 };
}
