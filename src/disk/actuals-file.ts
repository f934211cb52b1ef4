/** `actuals.csv` beside `case.yaml`: read as text; measurements are added at its end, the file written whole. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Finding } from "../finding/finding.ts";
import { readTextFile } from "./read-files.ts";
import { writeFileWhole } from "./write-file.ts";

/** Where the measurements of a case are, by the path of its folder or of its `case.yaml`. */
export function actualsPathOf(casePath: string): string {
  return join(/\.ya?ml$/.test(casePath) ? dirname(casePath) : casePath, "actuals.csv");
}

export interface ActualsText {
  readonly path: string;
  /** Empty where nothing was ever measured. */
  readonly text: string;
  readonly exists: boolean;
  readonly findings: readonly Finding[];
}

export function readActualsText(path: string): ActualsText {
  if (!existsSync(path)) return { path, text: "", exists: false, findings: [] };
  const { file, findings } = readTextFile(path);
  return { path, text: file?.text ?? "", exists: true, findings };
}

/** Adds lines to what is there; throws UnwritableError. */
export function addActualsLines(path: string, before: string, head: string, lines: readonly string[]): void {
  const start = before === "" ? `${head}\n` : before.endsWith("\n") ? before : `${before}\n`;
  writeFileWhole(path, `${start}${lines.map(line => `${line}\n`).join("")}`);
}
