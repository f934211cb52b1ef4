/** Compares text with a golden file. A difference prints the command that accepts it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "vitest";

/** `test` is the path of the test file, for the bless command. Without a golden file, in CI too, the test fails. */
export function expectGolden(path: string, text: string, test: string): void {
  const bless = `BLESS=1 npx vitest run ${test}`;
  if (process.env.BLESS) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(existsSync(path), `${path} is missing; to make it: ${bless}`).toBe(true);
  expect(
    text === readFileSync(path, "utf8"),
    `differs from ${path}; see it with git diff after, and if it is wanted keep: ${bless}`,
  ).toBe(true);
}
