/** A yes before something is written: given beforehand, or by the person at the terminal. */
import { say } from "../text/say.ts";
import type { Io } from "./io.ts";

/** "nobody" where there is no one to ask; it and a no are told. */
export async function consentOf(
  io: Io,
  isGiven: boolean | undefined,
  question: string,
): Promise<"yes" | "no" | "nobody"> {
  if (isGiven) return "yes";
  const answer = io.json ? undefined : await io.ask(question);
  if (answer === undefined) {
    io.err(`${say(io.locale, "import.nobody")}\n`);
    return "nobody";
  }
  if (/^\s*(y|yes|是|好|同意)\s*$/i.test(answer)) return "yes";
  io.out(`${say(io.locale, "import.nothing-written")}\n`);
  return "no";
}
