/**
 * Starts a browser that can print and do nothing else: no network by four means at once (name lookups fail, the proxy is dead, requests
 * are refused, the page's own policy forbids them), its own fonts, its own throw-away profile, gone when this process is.
 */
import path from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";
import type { BrowserProgram } from "./browser-program.ts";
import { cacheFolder, type Environment } from "./cache-folder.ts";
import { writeFontConfig } from "./fonts.ts";
import { makeRunFolder } from "./run-folder.ts";

const offline = [
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--proxy-server=http://127.0.0.1:9",
  "--proxy-bypass-list=<-loopback>",
];

const quiet = [
  "--disable-gpu",
  "--disable-extensions",
  "--disable-background-networking",
  "--disable-sync",
  "--no-first-run",
  "--no-default-browser-check",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  "--lang=en-US",
];

/** What a careful user would want to know. `sandbox-off`: as root, Chromium runs without its sandbox. */
export type PrinterWarning = "sandbox-off";

export interface LaunchedBrowser {
  readonly browser: Browser;
  /** Ends the browser, whatever state it is in, and removes its folder. */
  end(): Promise<void>;
}

export async function launchBrowser(
  program: BrowserProgram,
  environment: Environment,
  warn: (warning: PrinterWarning) => void,
): Promise<LaunchedBrowser> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) warn("sandbox-off");
  const folder = await makeRunFolder();
  try {
    const fontConfig = await writeFontConfig(folder.path, await cacheFolder(environment, "fontconfig"));
    const browser = await puppeteer.launch({
      executablePath: program.executable,
      headless: "shell",
      pipe: true,
      userDataDir: path.join(folder.path, "profile"),
      args: [...offline, ...quiet, ...(isRoot ? ["--no-sandbox"] : [])],
      env: { ...environment, ...program.environment, FONTCONFIG_FILE: fontConfig, TZ: "UTC" },
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      protocolTimeout: 120_000,
    });
    const forget = onInterruption(() => {
      killGroup(browser.process()?.pid);
      folder.removeNow();
    });
    return {
      browser,
      async end() {
        forget();
        await endProcess(browser);
        await folder.remove();
      },
    };
  } catch (cause) {
    await folder.remove();
    throw new Error(`The browser ${program.executable} did not start: ${reason(cause)}`, { cause });
  }
}

/** Asks it to close, and does not wait for one that hangs; then whatever is left of it is killed. */
async function endProcess(browser: Browser): Promise<void> {
  const pid = browser.process()?.pid;
  let late: NodeJS.Timeout | undefined;
  const patience = new Promise<void>(resolve => {
    late = setTimeout(resolve, 5_000);
  });
  await Promise.race([browser.close().catch(() => undefined), patience]);
  clearTimeout(late);
  killGroup(pid);
}

/** The browser with all its processes: it leads a group of its own, and one of them that was stopped would outlive it. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Calls `stop` when this process is interrupted, then lets the signal do what it would have done. Where somebody else listens too, what
 * happens next is theirs to say. Gives back how to stop listening.
 */
function onInterruption(stop: () => void): () => void {
  const listeners = signals.map(signal => {
    const listener = () => {
      stop();
      forget();
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    };
    process.once(signal, listener);
    return { signal, listener };
  });
  const forget = () => {
    for (const { signal, listener } of listeners) process.removeListener(signal, listener);
  };
  return forget;
}

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
