/**
 * The guide to writing a model, carried out: its files are written, its commands run, and what they print is what it says. A yaml block
 * is a file (its first line names it), a diff block a change of lines, a text block what the commands above it print; … is any lines.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Locale } from "../../src/text/locale.ts";
import { run } from "../cli/run.ts";

const guides: readonly (readonly [string, Locale])[] = [
  ["docs/write-a-model.md", "en"],
  ["docs/write-a-model.zh-CN.md", "zh-CN"],
];

const home = process.cwd();
const scratch = mkdtempSync(join(tmpdir(), "valuebook-guide-"));
afterAll(() => {
  process.chdir(home);
  rmSync(scratch, { recursive: true });
});

/** Words of a command line; quotes hold words together. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

function write(block: string): void {
  const path = fileOf(block);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, block);
}

function change(block: string): void {
  const path = fileOf(block);
  const lines = (sign: string) =>
    block
      .split("\n")
      .filter(line => line.startsWith(sign))
      .map(line => line.slice(1));
  const text = readFileSync(path, "utf8");
  const before = lines("-").join("\n");
  expect(text.split(before), `${path} has it once:\n${before}`).toHaveLength(2);
  writeFileSync(
    path,
    text.replace(before, () => lines("+").join("\n")),
  );
}

const fileOf = (block: string): string => /^# (\S+)/.exec(block)?.[1] ?? "";

async function printed(commands: string, locale: Locale): Promise<string> {
  let all = "";
  for (const command of commands.trim().split("\n")) {
    const [name, ...argv] = wordsOf(command);
    expect(name).toBe("valuebook");
    const { status, out, err } = await run(argv, { locale });
    expect(status, `${command}\n${err}`).toBeLessThan(2);
    all += err + out;
  }
  return all;
}

/** Whether that is what was printed: a line that is … stands for any lines, … within a line for any text. */
function fits(said: string, found: string): boolean {
  const lines = said.split(/^…\n/m).map(part =>
    part
      .split("…")
      .map(text => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*"),
  );
  return new RegExp(`^${lines.join("(?:.*\\n)*?")}$`).test(found);
}

describe.each(guides)("%s", (guide, locale) => {
  test("does what it says, step by step", async () => {
    const path = resolve(home, guide);
    let text = readFileSync(path, "utf8");
    const folder = join(scratch, locale);
    mkdirSync(folder);
    process.chdir(folder);
    let found = "";
    for (const [whole, kind, block = ""] of text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
      if (kind === "yaml") write(block);
      else if (kind === "diff") change(block);
      else if (kind === "sh") found = await printed(block, locale);
      else if (!fits(block, `${found.trimEnd()}\n`)) {
        if (process.env.BLESS) text = text.replace(whole, () => `\`\`\`text\n${found.trimEnd()}\n\`\`\``);
        else
          expect(`${found.trimEnd()}\n`, `in ${guide}; if that is better: BLESS=1 npx vitest run test/docs`).toBe(
            block,
          );
      }
    }
    if (process.env.BLESS) writeFileSync(path, text);
    process.chdir(home);
  }, 60_000);
});
