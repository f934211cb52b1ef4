/** A person at LibreOffice, played by a script: opens workbooks, edits cells, rows, columns and sheets, saves them as .xlsx. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findLibreOffice } from "./libreoffice.ts";

export type Edit =
  | { readonly do: "set"; readonly sheet: string; readonly cell: string; readonly value: number | string }
  | { readonly do: "unprotect" | "hide-sheet"; readonly sheet: string }
  | { readonly do: "rename-sheet"; readonly sheet: string; readonly to: string }
  | { readonly do: "move-sheet"; readonly sheet: string; readonly to: number }
  | { readonly do: "hide-row"; readonly sheet: string; readonly row: number }
  | {
      readonly do: "insert-rows" | "insert-columns";
      readonly sheet: string;
      readonly before: number;
      readonly count: number;
    }
  | { readonly do: "delete-rows"; readonly sheet: string; readonly row: number; readonly count: number }
  /** Cut, and pasted elsewhere: `range` A1:A99 to the cell `to`. */
  | { readonly do: "move-columns"; readonly sheet: string; readonly range: string; readonly to: string }
  /** By the column counted from the range's first, from 0. */
  | {
      readonly do: "sort";
      readonly sheet: string;
      readonly range: string;
      readonly column: number;
      readonly ascending?: boolean;
    }
  | {
      readonly do: "format";
      readonly sheet: string;
      readonly cell: string;
      readonly format: string;
      readonly locale: readonly [language: string, country: string];
    };

export interface Task {
  readonly file: Uint8Array;
  readonly edits: readonly Edit[];
}

/** Why no workbook can be edited here; undefined if it can. On a build server that is no excuse: it throws. */
export async function whyNoUno(): Promise<string | undefined> {
  const works = findLibreOffice() !== undefined && (await run(["-c", "import uno"], "")).status === 0;
  if (works) return undefined;
  const reason = "LibreOffice cannot be told what to do (apt-get install libreoffice-calc-nogui python3-uno)";
  if (process.env.CI === "true") throw new Error(reason);
  return reason;
}

/** The workbooks as they are saved after their edits, in one start of the program. */
export async function editWithLibreOffice(tasks: readonly Task[]): Promise<Uint8Array[]> {
  const folder = mkdtempSync(join(tmpdir(), "uno-"));
  try {
    const profile = join(folder, "profile");
    mkdirSync(profile);
    const files = tasks.map(({ file, edits }, index) => {
      const [from, to] = [join(folder, `${index}.xlsx`), join(folder, `${index}-back.xlsx`)];
      writeFileSync(from, file);
      return { from, to, edits };
    });
    const job = { program: findLibreOffice(), profile, tasks: files };
    const { status, said } = await run(
      [fileURLToPath(new URL("edit-with-uno.py", import.meta.url))],
      JSON.stringify(job),
    );
    if (status !== 0) throw new Error(`LibreOffice did not edit: ${said}`);
    return files.map(({ to }) => new Uint8Array(readFileSync(to)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Debian's own Python has the bridge to LibreOffice, whatever other Python is on the path. */
const python = process.env.UNO_PYTHON ?? "/usr/bin/python3";

function run(args: readonly string[], input: string): Promise<{ status: number; said: string }> {
  return new Promise(resolve => {
    const child = spawn(python, args, { stdio: ["pipe", "ignore", "pipe"], timeout: 240_000 });
    const said: Buffer[] = [];
    child.stderr.on("data", (part: Buffer) => void said.push(part));
    child.on("error", thrown => resolve({ status: -1, said: thrown.message }));
    child.on("close", status => resolve({ status: status ?? -1, said: Buffer.concat(said).toString() }));
    child.stdin.end(input);
  });
}
