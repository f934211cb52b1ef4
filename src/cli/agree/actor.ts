/** The options that every event has: for whom, by whom, when, why. Wrong ones are told, and give nothing. */
import { isDate, longest, parties } from "../../agreement/event.ts";
import { say } from "../../text/say.ts";
import type { Io } from "../io.ts";
import type { Actor } from "./with-log.ts";

export interface ActorOptions {
  readonly party: string;
  readonly by: string;
  readonly on?: string;
}

export interface ReasonOptions {
  readonly reason?: string;
  readonly evidence?: string;
}

export function actorOf(io: Io, { party, by, on }: ActorOptions): Actor | undefined {
  const known = parties.find(each => each === party);
  if (!known) return wrong(io, "--party", party, parties.join(", "));
  const name = by.trim();
  if (name === "" || name.length > longest.name)
    return wrong(io, "--by", short(by), say(io.locale, "agree.name-shape", { longest: longest.name }));
  const date = on ?? io.today;
  if (!isDate(date)) {
    io.err(`${say(io.locale, "cli.date-wrong", { date })}\n`);
    return undefined;
  }
  return { party: known, by: name, date };
}

/** The texts of an event; undefined where one is too long or empty. */
export function reasonsOf(io: Io, { reason, evidence }: ReasonOptions): ReasonOptions | undefined {
  const given = { ...(reason === undefined ? {} : { reason }), ...(evidence === undefined ? {} : { evidence }) };
  for (const [option, text] of Object.entries(given)) {
    if (text.trim() === "" || text.length > longest.text)
      return wrong(io, `--${option}`, short(text), say(io.locale, "agree.text-shape", { longest: longest.text }));
  }
  return given;
}

export function wrong(io: Io, option: string, value: string, expected: string): undefined {
  io.err(`${say(io.locale, "cli.option-wrong", { option, value, expected })}\n`);
  return undefined;
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
