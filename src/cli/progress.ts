/** A line on the error stream now and then, with the time that is left at the pace so far. */
import { say } from "../text/say.ts";
import type { Io } from "./io.ts";

/** Milliseconds between two lines. */
const pause = 2000;

/** Gives what is to be told after each of `all` cases: how many are done. */
export function progressOf(io: Io, all: number): (done: number) => void {
  const started = performance.now();
  let last = started;
  return done => {
    const now = performance.now();
    if (io.json || now - last < pause || done === all) return;
    last = now;
    const left = ((now - started) / done) * (all - done);
    io.err(`${say(io.locale, "batch.progress", { done, all, seconds: Math.ceil(left / 1000) })}\n`);
  };
}
