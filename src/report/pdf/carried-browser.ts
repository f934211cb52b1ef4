/**
 * The browser that the package @sparticuz/chromium carries inside, so that an installation alone is enough on Linux x64. Only its files
 * are used: its own start-up switches security off, and it trusts any file of the right name in the shared temporary folder.
 */
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { brotliDecompressSync, createBrotliDecompress } from "node:zlib";
import type { BrowserProgram } from "./browser-program.ts";
import { cacheFolder, type Environment } from "./cache-folder.ts";
import { preflight } from "./preflight.ts";
import { filesInTar } from "./unpack-tar.ts";

/** The loader of glibc, which the carried browser is linked against; musl systems lack it. */
const loader = "/lib64/ld-linux-x86-64.so.2";

/** The carried browser, unpacked once, or why it cannot be used here. */
export async function carriedBrowser(environment: Environment): Promise<BrowserProgram | { readonly why: string }> {
  if (process.platform !== "linux" || process.arch !== "x64")
    return { why: `is built for Linux x64, this is ${process.platform} ${process.arch}` };
  if (!existsSync(loader)) return { why: `needs glibc (${loader} is missing)` };
  const packed = packedFolder();
  if (!packed) return { why: "the package @sparticuz/chromium is not installed" };

  const folder = await cacheFolder(environment, `chromium-${packed.version}`);
  const executable = path.join(folder, "chromium");
  if (!existsSync(executable)) await unpack(path.join(packed.folder, "chromium.br"), executable);

  const alone = await preflight(executable, {});
  if (alone.ok) return { executable, environment: {} };
  if (!alone.why.includes("shared libraries")) return alone;

  const libraries = path.join(folder, "lib");
  if (!existsSync(libraries)) await unpackLibraries(path.join(packed.folder, "al2023.tar.br"), libraries);
  const helped = { LD_LIBRARY_PATH: libraries };
  const second = await preflight(executable, helped);
  return second.ok ? { executable, environment: helped } : second;
}

function packedFolder(): { readonly folder: string; readonly version: string } | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
    const root = entry.slice(0, entry.lastIndexOf(path.join("build", "")));
    const { version } = createRequire(import.meta.url)(path.join(root, "package.json")) as { version: string };
    const folder = path.join(root, "bin");
    return existsSync(path.join(folder, "chromium.br")) ? { folder, version } : undefined;
  } catch {
    return undefined;
  }
}

/** Unpacks beside the target and renames, so that nobody ever sees half a program; two at once do no harm. */
async function unpack(packed: string, target: string): Promise<void> {
  const unfinished = `${target}.${process.pid}`;
  try {
    await pipeline(
      createReadStream(packed),
      createBrotliDecompress({ chunkSize: 1 << 20 }),
      createWriteStream(unfinished, { mode: 0o700 }),
    );
    await rename(unfinished, target);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function unpackLibraries(packed: string, target: string): Promise<void> {
  const unfinished = `${target}.${process.pid}`;
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    for (const file of filesInTar(brotliDecompressSync(await readFile(packed))))
      await writeFile(path.join(unfinished, file.name), file.bytes, { mode: 0o600 });
    await rename(unfinished, target).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== "ENOTEMPTY" && cause.code !== "EEXIST") throw cause;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
