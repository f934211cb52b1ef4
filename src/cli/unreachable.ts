/** Says that the queue cannot be reached, in place of a stack. */
import { UnreachableError } from "../portfolio/queue/address.ts";
import { reasonText } from "../text/reason.ts";
import { say } from "../text/say.ts";
import type { Io } from "./io.ts";

export async function orUnreachable<T>(io: Io, run: () => Promise<T>): Promise<T | "unreachable"> {
  try {
    return await run();
  } catch (thrown) {
    if (!(thrown instanceof UnreachableError)) throw thrown;
    const { address, reason } = thrown;
    io.err(`${say(io.locale, "batch.unreachable", { address, reason: reasonText(reason) })}\n`);
    return "unreachable";
  }
}
