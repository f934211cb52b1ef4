/** Where the two faces of the report are, and the fontconfig file that makes the browser see these and no others. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { packageRoot } from "../../package-root.ts";

const faceFiles = ["NotoSansSC-400.ttf", "NotoSansSC-700.ttf"] as const;

/** The faces are not where the build puts them. */
export class FontsMissingError extends Error {
  override readonly name = "FontsMissingError";
  readonly folder: string;

  constructor(folder: string) {
    super(`The report's fonts are not in ${folder}. Build them with: npm run build`);
    this.folder = folder;
  }
}

/** The folder dist/fonts of this package, where the build puts them. */
export function fontFolder(): string {
  const folder = path.join(packageRoot, "dist/fonts");
  if (!faceFiles.every(file => existsSync(path.join(folder, file)))) throw new FontsMissingError(folder);
  return folder;
}

/**
 * Writes a fontconfig file that names our faces only into `folder`, and gives its path. Without any font that fontconfig knows, a page
 * prints blank and without an error; with the machine's own fonts, two machines print two different reports.
 */
export async function writeFontConfig(folder: string, glyphCache: string): Promise<string> {
  const file = path.join(folder, "fonts.conf");
  await writeFile(file, fontConfig(fontFolder(), glyphCache), { mode: 0o600 });
  return file;
}

function fontConfig(fonts: string, glyphCache: string): string {
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    "<fontconfig>",
    `  <dir>${xml(fonts)}</dir>`,
    `  <cachedir>${xml(glyphCache)}</cachedir>`,
    "  <config></config>",
    "</fontconfig>",
    "",
  ].join("\n");
}

const xml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
