/**
 * Finds a browser that prints: the one the environment names, the one carried in the package, one from puppeteer's cache, an
 * installed Chromium, Chrome or Edge. Each is asked for its version before it is trusted.
 */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { BrowserProgram } from "./browser-program.ts";
import type { Environment } from "./cache-folder.ts";
import { carriedBrowser } from "./carried-browser.ts";
import { type BrowserPlace, installCommand, NoBrowserError, type Tried } from "./no-browser-error.ts";
import { preflight } from "./preflight.ts";

/** Throws NoBrowserError if there is none. A path in PUPPETEER_EXECUTABLE_PATH that does not work is an error too, not passed over. */
export async function findBrowser(environment: Environment): Promise<BrowserProgram> {
  const tried: Tried[] = [];
  const named = environment.PUPPETEER_EXECUTABLE_PATH;
  if (named) {
    const program = await firstWorking("environment", [named], tried);
    if (program) return program;
    throw new NoBrowserError(tried, installCommand(process.platform));
  }

  const carried = await carriedBrowser(environment).catch((cause: Error) => ({ why: cause.message }));
  if ("executable" in carried) return carried;
  tried.push({ place: "carried", why: carried.why });

  const program =
    (await firstWorking("puppeteer-cache", (await inPuppeteerCache(environment)).filter(existsSync), tried)) ??
    (await firstWorking("installed", installedPaths(environment).filter(existsSync), tried));
  if (program) return program;
  throw new NoBrowserError(tried, installCommand(process.platform));
}

async function firstWorking(
  place: BrowserPlace,
  paths: readonly string[],
  tried: Tried[],
): Promise<BrowserProgram | undefined> {
  for (const executable of paths) {
    const answer = await preflight(executable, {});
    if (answer.ok) return { executable, environment: {} };
    tried.push({ place, path: executable, why: answer.why });
  }
  if (paths.length === 0) tried.push({ place, why: "nothing is there" });
  return undefined;
}

/** Where puppeteer's downloads keep the program, inside <cache>/<browser>/<platform>-<version>/. */
const inDownload: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "chrome-headless-shell": {
    linux: ["chrome-headless-shell-linux64/chrome-headless-shell"],
    darwin: ["arm64", "x64"].map(chip => `chrome-headless-shell-mac-${chip}/chrome-headless-shell`),
    win32: ["chrome-headless-shell-win64/chrome-headless-shell.exe"],
  },
  chrome: {
    linux: ["chrome-linux64/chrome"],
    darwin: ["arm64", "x64"].map(
      chip => `chrome-mac-${chip}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
    ),
    win32: ["chrome-win64/chrome.exe"],
  },
};

/** Browsers that puppeteer downloaded, of each kind the newest first. */
async function inPuppeteerCache(environment: Environment): Promise<string[]> {
  const root = environment.PUPPETEER_CACHE_DIR ?? path.join(os.homedir(), ".cache", "puppeteer");
  const found: string[] = [];
  for (const [browser, programs] of Object.entries(inDownload)) {
    const builds = await readdir(path.join(root, browser)).catch(() => []);
    const newestFirst = builds.sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
    for (const build of newestFirst)
      for (const program of programs[process.platform] ?? []) found.push(path.join(root, browser, build, program));
  }
  return found;
}

function installedPaths(environment: Environment): string[] {
  switch (process.platform) {
    case "darwin":
      return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
        name => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case "win32":
      return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
        .flatMap(variable => environment[variable] ?? [])
        .flatMap(root => [
          path.join(root, "Google/Chrome/Application/chrome.exe"),
          path.join(root, "Microsoft/Edge/Application/msedge.exe"),
        ]);
    default:
      return (environment.PATH ?? "")
        .split(path.delimiter)
        .filter(folder => path.isAbsolute(folder))
        .flatMap(folder =>
          ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"].map(name =>
            path.join(folder, name),
          ),
        );
  }
}
