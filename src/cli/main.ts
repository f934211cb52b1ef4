#!/usr/bin/env node
/** The `valuebook` command: reads language, clock and streams from the outside world, runs a command, sets the exit status. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { packageRoot } from "../package-root.ts";
import { defaultLocale, habitsOf, isLocale, type Locale, locales } from "../text/locale.ts";
import { say } from "../text/say.ts";
import { exit, type Io } from "./io.ts";
import { runProgram } from "./program.ts";

const argv = process.argv.slice(2);
const wanted = optionValue("--locale");
const locale: Locale = wanted !== undefined && isLocale(wanted) ? wanted : systemLocale();
const io: Io = {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  ask,
  locale,
  json: argv.includes("--json"),
  today: new Date().toISOString().slice(0, 10),
};

// A reader that went away (| head) is not an error.
process.stdout.on("error", fault => {
  if ((fault as NodeJS.ErrnoException).code === "EPIPE") process.exit(exit.clean);
  throw fault;
});

if (wanted !== undefined && !isLocale(wanted)) {
  io.err(`${say(locale, "cli.locale-unknown", { locale: wanted, allowed: locales.join(", ") })}\n`);
  process.exitCode = exit.usage;
} else {
  try {
    process.exitCode = await runProgram(argv, io, version);
  } catch (thrown) {
    io.err(`${say(locale, "cli.our-fault", { message: thrown instanceof Error ? thrown.message : String(thrown) })}\n`);
    if (process.env.VALUEBOOK_DEBUG && thrown instanceof Error) io.err(`${thrown.stack}\n`);
    process.exitCode = exit.ourFault;
  }
}

/** On the error stream, so that the answer never stands among what is piped on. */
async function ask(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

function version(): string {
  const text = readFileSync(join(packageRoot, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

function optionValue(name: string): string | undefined {
  const at = argv.findIndex(each => each === name || each.startsWith(`${name}=`));
  if (at < 0) return undefined;
  return argv[at]?.includes("=") ? argv[at]?.slice(name.length + 1) : argv[at + 1];
}

/** The language of the system, where there is one of it; else English. */
function systemLocale(): Locale {
  const tag = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "";
  return locales.find(each => tag.toLowerCase().startsWith(habitsOf(each).systemTag)) ?? defaultLocale;
}
