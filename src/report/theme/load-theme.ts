/** A theme with its logo, which lies beside the theme's file and nowhere else. */
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { error, type Finding } from "../../finding/finding.ts";
import type { SourceFile } from "../../model/yaml-source.ts";
import { words } from "../../text/say.ts";
import { type LogoFault, largestLogo, logoFrom } from "./logo.ts";
import { parseTheme, type Theme } from "./theme.ts";

/** `at` is the path of the theme's file. */
export function themeFrom(
  file: SourceFile,
  at: string,
): { readonly theme?: Theme; readonly findings: readonly Finding[] } {
  const { theme, logo, findings } = parseTheme(file);
  if (!theme) return { findings };
  if (!logo) return { theme, findings };
  const read = readLogo(path.dirname(at), logo.file);
  if ("address" in read) return { theme: { ...theme, logo: read.address }, findings };
  const values = { file: logo.file, reason: words(`logo.${read.fault}`), limit: largestLogo };
  return { findings: [...findings, error("theme-logo", logo.source.placeOf(["logo"]), values)] };
}

function readLogo(folder: string, name: string): { readonly address: string } | { readonly fault: LogoFault } {
  if (path.basename(name) !== name) return { fault: "missing" };
  const file = path.join(folder, name);
  try {
    const { size } = statSync(file);
    return size > largestLogo * 1024 ? { fault: "size" } : logoFrom(readFileSync(file));
  } catch (thrown) {
    return { fault: (thrown as NodeJS.ErrnoException).code === "ENOENT" ? "missing" : "unreadable" };
  }
}
