/** `agree verify CASE`: is every line as it was written, and which state is a fingerprint of? */
import { fingerprintOf, readFingerprint } from "../../agreement/hash.ts";
import type { Ledger } from "../../agreement/ledger.ts";
import { stateOf } from "../../agreement/verify.ts";
import { say } from "../../text/say.ts";
import { visibleLine } from "../../text/visible.ts";
import { type ExitStatus, exit, type Io } from "../io.ts";
import { wrong } from "./actor.ts";
import { caseOfLog, logBesideCase } from "./with-log.ts";

export async function verify(io: Io, path: string, options: { readonly fingerprint?: string }): Promise<ExitStatus> {
  const asked = options.fingerprint === undefined ? undefined : readFingerprint(options.fingerprint);
  if (options.fingerprint !== undefined && asked === undefined) {
    wrong(io, "--fingerprint", options.fingerprint, say(io.locale, "agree.fingerprint-shape"));
    return exit.usage;
  }
  const of = await caseOfLog(io, path);
  if (!of) return exit.findings;
  const { log, isSound } = logBesideCase(io, of);
  const { locale } = io;
  const { ledger } = log;
  const state = asked === undefined ? undefined : (stateOf(log, asked) ?? null);
  const status = isSound && state !== null ? exit.clean : exit.findings;
  const fingerprint = fingerprintOf(ledger.head.hash);
  if (io.json) {
    const { head, signatures, events } = ledger;
    const asks = asked === undefined ? {} : { asked: { fingerprint: asked, state } };
    const data = {
      path: log.path,
      isSound,
      events: events.length,
      head: { ...head, fingerprint },
      signatures,
      ...asks,
    };
    io.out(`${JSON.stringify(data, null, 2)}\n`);
    return status;
  }
  if (!log.exists) {
    io.out(`${say(locale, "agree.no-log", { path })}\n`);
    return status;
  }
  if (!isSound) return status;
  const answer = (): string => {
    if (!asked || state === undefined) return say(locale, "agree.tail");
    if (state === null) return say(locale, "agree.state-unknown", { fingerprint: asked });
    if (state.since === 0) return say(locale, "agree.state-current", { fingerprint: asked });
    const date = ledger.events[state.n - 1]?.date ?? "";
    return say(locale, "agree.state-older", { fingerprint: asked, ...state, date });
  };
  const lines = [
    say(locale, "agree.verified", { path: log.path, events: ledger.events.length }),
    say(locale, "agree.fingerprint", { fingerprint, n: ledger.head.n }),
    ...signatureLines(ledger, io),
    answer(),
  ];
  io.out(`${lines.join("\n")}\n`);
  return status;
}

/** Who signed, and whether terms have moved since. */
export function signatureLines({ signatures }: Ledger, { locale }: Io): string[] {
  if (signatures.length === 0) return [say(locale, "agree.unsigned")];
  return signatures.map(({ by, party, date, keyFingerprint: key, isCurrent }) =>
    say(locale, isCurrent ? "agree.signed" : "agree.signed-before", {
      by: visibleLine(by),
      party: say(locale, `party.${party}`),
      date,
      key,
    }),
  );
}
