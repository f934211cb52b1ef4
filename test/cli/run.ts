/** Runs one command line of Valuebook in this process, with everything it prints caught. */
import type { Io } from "../../src/cli/io.ts";
import { runProgram } from "../../src/cli/program.ts";

export interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export type Surroundings = Partial<Pick<Io, "locale" | "today">> & {
  /** What the person at the terminal answers; nobody is there without it. */
  readonly answers?: readonly string[];
  /** What happens while the person thinks. */
  readonly meanwhile?: () => void;
};

export async function run(
  argv: readonly string[],
  { locale = "en", today = "2026-02-10", answers, meanwhile }: Surroundings = {},
): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const waiting = [...(answers ?? [])];
  const io: Io = {
    out: text => void out.push(text),
    err: text => void err.push(text),
    ask: async question => {
      if (waiting.length > 0) err.push(question);
      meanwhile?.();
      return waiting.shift();
    },
    locale,
    json: argv.includes("--json"),
    today,
  };
  const status = await runProgram(argv, io, () => "1.2.3");
  return { status, out: out.join(""), err: err.join("") };
}
