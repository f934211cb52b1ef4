/** The theme that a command was given. */
import { hasErrors, loadTheme, type Theme } from "../index.ts";
import type { Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";

/** Prints what is wrong with it; undefined where none is asked for. */
export async function themeOf(io: Io, path: string | undefined): Promise<Theme | undefined | "unusable"> {
  if (path === undefined) return undefined;
  const { theme, findings, lineOf } = await loadTheme(path);
  if (findings.length > 0) printFindings(io, findings, lineOf);
  return theme && !hasErrors(findings) ? theme : "unusable";
}
