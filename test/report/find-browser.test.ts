import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { findBrowser } from "../../src/report/pdf/find-browser.ts";
import { installCommand, NoBrowserError } from "../../src/report/pdf/no-browser-error.ts";
import { preflight } from "../../src/report/pdf/preflight.ts";
import { filesInTar } from "../../src/report/pdf/unpack-tar.ts";

const folder = mkdtempSync(path.join(tmpdir(), "valuebook-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

describe.skipIf(process.platform === "win32")("the browser that the environment names", () => {
  test("is taken if it tells its version", async () => {
    const named = program("works", "echo Chromium 143");
    expect(await findBrowser({ PUPPETEER_EXECUTABLE_PATH: named })).toEqual({ executable: named, environment: {} });
  });

  test("is an error if it does not start: nothing else is taken instead", async () => {
    const named = program("fails", "echo 'libnss3.so: cannot open' >&2; exit 127");
    const refusal = await findBrowser({ PUPPETEER_EXECUTABLE_PATH: named }).catch((cause: unknown) => cause);
    expect(refusal).toBeInstanceOf(NoBrowserError);
    expect(refusal).toMatchObject({
      tried: [{ place: "environment", path: named, why: "libnss3.so: cannot open" }],
      install: installCommand(process.platform),
    });
    expect(String(refusal)).toContain(installCommand(process.platform));
  });

  test("is an error if nothing is there", async () => {
    const named = path.join(folder, "absent");
    await expect(findBrowser({ PUPPETEER_EXECUTABLE_PATH: named })).rejects.toMatchObject({
      tried: [{ why: "no program is there" }],
    });
  });
});

test("a file that cannot be run is no browser", async () => {
  const text = path.join(folder, "text");
  writeFileSync(text, "not a program", { mode: 0o644 });
  expect(await preflight(text, {})).toMatchObject({ ok: false });
});

test("takes plain files out of a tar archive by the last part of their path", () => {
  const header = (name: string, size: number, kind: string) => {
    const block = Buffer.alloc(512);
    block.write(name, 0, "latin1");
    block.write(`${size.toString(8).padStart(11, "0")}\0`, 124, "latin1");
    block.write(kind, 156, "latin1");
    return block;
  };
  const content = Buffer.alloc(512);
  content.write("abc");
  const archive = Buffer.concat([
    header("lib/", 0, "5"),
    header("../../lib/one.so", 3, "0"),
    content,
    Buffer.alloc(1024),
  ]);
  const files = [...filesInTar(archive)].map(file => [file.name, Buffer.from(file.bytes).toString()]);
  expect(files).toEqual([["one.so", "abc"]]);
  expect(() => [...filesInTar(gzipSync("no tar"))]).not.toThrow();
});
