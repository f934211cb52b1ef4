/** `agree sign CASE --key FILE`: a signature over everything so far. */
import { readFileSync } from "node:fs";
import { readPrivateKey, signHead } from "../../agreement/keys.ts";
import { error } from "../../finding/finding.ts";
import { say } from "../../text/say.ts";
import { type ExitStatus, exit, type Io } from "../io.ts";
import { type ActorOptions, actorOf } from "./actor.ts";
import { append, caseOfLog } from "./with-log.ts";

export async function sign(
  io: Io,
  path: string,
  options: ActorOptions & { readonly key: string },
): Promise<ExitStatus> {
  const actor = actorOf(io, options);
  if (!actor) return exit.usage;
  const keys = readPrivateKey(textOf(options.key));
  if (!keys) {
    io.err(`${say(io.locale, "agree.key-wrong", { path: options.key })}\n`);
    return exit.usage;
  }
  const of = await caseOfLog(io, path);
  if (!of) return exit.findings;
  return append(io, of, actor, (ledger, log) =>
    ledger.opened
      ? { drafts: [signHead(actor, ledger.head, keys)] }
      : { findings: [error("sign-nothing", log.placeOfLine(1))] },
  );
}

/** Empty where it cannot be read: then it is no key either. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8").slice(0, 10_000);
  } catch {
    return "";
  }
}
