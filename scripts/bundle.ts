/**
 * Part of the build: the sources and the libraries they use as a few files under dist/, split where code is loaded lazily. A command then
 * starts in a fraction of the time that hundreds of modules take, and what a user installs is lean. The licences of what is inside go beside it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const { metafile } = await build({
  // The last two run in threads of their own.
  entryPoints: ["src/index.ts", "src/cli/main.ts", "src/workbook/returned/worker.ts", "src/portfolio/thread.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  chunkNames: "chunks/[name]-[hash]",
  // Its files are looked up where it is installed.
  external: ["@sparticuz/chromium"],
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: true,
  legalComments: "none",
  metafile: true,
  // Libraries written for require() find it in every file.
  banner: { js: 'import{createRequire as requireFrom}from"node:module";const require=requireFrom(import.meta.url);' },
  logLevel: "warning",
});

const packages = new Set(
  Object.keys(metafile.inputs).flatMap(path => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
);
const licences = [...packages].sort().map(name => {
  const folder = join("node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    version: string;
    license?: unknown;
  };
  const file = readdirSync(folder).find(each => /^(licen[cs]e|copying)(\.|$)/i.test(each));
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8").trim() : "";
  return `${name} ${version} (${typeof license === "string" ? license : "see its package"})\n\n${text}`;
});
writeFileSync("dist/LICENCES-OF-LIBRARIES.txt", `${licences.join(`\n\n${"-".repeat(80)}\n\n`)}\n`);
