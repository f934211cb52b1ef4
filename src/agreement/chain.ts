/**
 * The chain of a log's lines: which of them follow one another, and what was done to the others. Each line names the hash of the line
 * before it, so a changed, cut, moved or inserted line shows; lines cut off at the end do not (a fingerprint or a signed copy tells).
 */
import { type AgreementEvent, readLine } from "./event.ts";
import { hashOf, noHash } from "./hash.ts";

/** A line as it stands in the file; `event` where it is as Valuebook wrote it. */
export interface LogLine {
  readonly line: number;
  readonly text: string;
  readonly hash: string;
  readonly event?: AgreementEvent;
  /** What it says of its number and of the line before it, changed or not. */
  readonly n?: number;
  readonly prev?: string;
}

export type ChainFault =
  | { readonly kind: "changed" | "rewritten" | "inserted"; readonly at: LogLine }
  /** The events numbered `from` to `to` are missing before `at`. */
  | { readonly kind: "cut"; readonly at: LogLine; readonly from: number; readonly to: number }
  /** `at` follows `after`, but stands before it. */
  | { readonly kind: "moved"; readonly at: LogLine; readonly after: LogLine };

export function logLine(text: string, line: number): LogLine {
  const hash = hashOf(text);
  const event = readLine(text);
  if (event) return { line, text, hash, event, n: event.n, prev: event.prev };
  return { line, text, hash, ...claimsOf(text) };
}

function claimsOf(text: string): { n?: number; prev?: string } {
  try {
    const { n, prev } = JSON.parse(text) as { n?: unknown; prev?: unknown };
    return { ...(typeof n === "number" ? { n } : {}), ...(typeof prev === "string" ? { prev } : {}) };
  } catch {
    return {};
  }
}

/** The lines in the order of the chain, and all that is wrong with it. */
export function followChain(lines: readonly LogLine[]): { chain: LogLine[]; faults: ChainFault[] } {
  const walk = new Walk(lines);
  const chain = walk.back();
  const inChain = new Set(chain);
  const faults: ChainFault[] = [
    ...lines.filter(({ event }) => !event).map((at): ChainFault => ({ kind: "changed", at })),
    ...lines.filter(each => each.event && !inChain.has(each)).map((at): ChainFault => ({ kind: "inserted", at })),
    ...walk.faults,
    ...chain.flatMap((at, index): ChainFault[] => {
      const after = chain[index - 1];
      return after && at.line < after.line ? [{ kind: "moved", at, after }] : [];
    }),
  ];
  return { chain, faults: faults.sort((a, b) => a.at.line - b.at.line) };
}

/** From the end of the chain back to its beginning, over gaps. */
class Walk {
  readonly faults: ChainFault[] = [];
  private readonly lines: readonly LogLine[];
  private readonly byHash = new Map<string, LogLine>();
  private readonly byLine: ReadonlyMap<number, LogLine>;
  private readonly visited = new Set<LogLine>();

  constructor(lines: readonly LogLine[]) {
    this.lines = lines;
    for (const each of lines) if (!this.byHash.has(each.hash)) this.byHash.set(each.hash, each);
    this.byLine = new Map(lines.map(each => [each.line, each]));
  }

  back(): LogLine[] {
    const chain: LogLine[] = [];
    let at = this.tip();
    while (at) {
      this.visited.add(at);
      chain.push(at);
      at = this.before(at);
    }
    return chain.reverse();
  }

  /** The end of the chain: of the lines that no other follows, the one with the highest number. */
  private tip(): LogLine | undefined {
    const followed = new Set(this.lines.map(({ prev }) => prev));
    const ends = [...this.byHash.values()].filter(({ event, hash }) => event && !followed.has(hash));
    return highest(ends) ?? highest(this.lines.filter(({ event }) => event));
  }

  private before(at: LogLine): LogLine | undefined {
    if (at.prev === noHash) return undefined;
    const linked = at.prev === undefined ? undefined : this.byHash.get(at.prev);
    if (linked && !this.visited.has(linked)) return linked;
    const free = this.lines.filter(each => !this.visited.has(each));
    const numbered = at.n === undefined ? [] : free.filter(({ n }) => n === (at.n ?? 0) - 1);
    const above = this.byLine.get(at.line - 1);
    const changed =
      numbered.find(({ event }) => !event) ?? (above && !above.event && !this.visited.has(above) ? above : undefined);
    if (changed) return changed;
    const rewritten = numbered[0];
    if (rewritten) {
      if (at.event) this.faults.push({ kind: "rewritten", at: rewritten });
      return rewritten;
    }
    if (!at.event) return above && !this.visited.has(above) ? above : undefined;
    const n = at.n ?? 0;
    const earlier = highest(free.filter(each => each.event && (each.n ?? 0) < n));
    if (n > 1) this.faults.push({ kind: "cut", at, from: (earlier?.n ?? 0) + 1, to: n - 1 });
    return earlier;
  }
}

/** The line with the highest number; of several, the last. */
function highest(lines: readonly LogLine[]): LogLine | undefined {
  return lines.reduce<LogLine | undefined>(
    (best, each) => (best === undefined || (each.n ?? 0) >= (best.n ?? 0) ? each : best),
    undefined,
  );
}
