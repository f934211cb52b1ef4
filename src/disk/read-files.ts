/** Files of a model or case folder as text. What cannot be read is a finding, not an exception. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { error, type Finding } from "../finding/finding.ts";
import type { SourceFile } from "../model/yaml-source.ts";
import { reasonText } from "../text/reason.ts";

const limitMegabytes = 5;

/** One text file. `shown` is how findings name it. */
export function readTextFile(path: string, shown = path): { file?: SourceFile; findings: Finding[] } {
  const place = { file: shown, line: 1, column: 1, length: 1 };
  try {
    if (statSync(path).size > limitMegabytes * 1024 * 1024) {
      return { findings: [error("file-size", place, { file: shown, limit: limitMegabytes })] };
    }
    const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
    return { file: { file: shown, text: text.replace(/^\uFEFF/, "") }, findings: [] };
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code ?? "";
    if (code === "ENOENT" || code === "ENOTDIR") {
      return { findings: [error("file-missing", place, { file: shown, folder: dirname(path) })] };
    }
    return {
      findings: [
        error("file-unreadable", place, {
          file: shown,
          reason: reasonText(code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "encoding" : code),
        }),
      ],
    };
  }
}

/** All YAML files below a folder, in order of their paths; or the one file at the path. */
export function readYamlFiles(folder: string): { files: SourceFile[]; findings: Finding[] } {
  const files: SourceFile[] = [];
  const findings: Finding[] = [];
  for (const path of yamlFilesAt(folder)) {
    const read = readTextFile(path);
    if (read.file) files.push(read.file);
    findings.push(...read.findings);
  }
  return { files, findings };
}

/** Paths of the same files. */
export function yamlFilesAt(folder: string): string[] {
  if (isYaml(folder) && statSync(folder, { throwIfNoEntry: false })?.isFile()) return [folder];
  return yamlPaths(folder).map(path => join(folder, path));
}

const isYaml = (path: string): boolean => /\.ya?ml$/.test(path);

function yamlPaths(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(isYaml).sort();
  } catch {
    return [];
  }
}
