/** No browser could be found to print with. The words come from the dictionaries where it is printed. */

export type BrowserPlace = "environment" | "carried" | "puppeteer-cache" | "installed";

/** One place that was looked at, and why nothing usable was there. */
export interface Tried {
  readonly place: BrowserPlace;
  readonly path?: string;
  readonly why: string;
}

export class NoBrowserError extends Error {
  override readonly name = "NoBrowserError";
  readonly tried: readonly Tried[];
  /** The command that installs one on this system. */
  readonly install: string;

  constructor(tried: readonly Tried[], install: string) {
    const lines = tried.map(each => `  ${each.path ?? each.place}: ${each.why}`);
    super([`No browser was found to print the PDF with. Install one with: ${install}`, ...lines].join("\n"));
    this.tried = tried;
    this.install = install;
  }
}

export function installCommand(platform: NodeJS.Platform): string {
  switch (platform) {
    case "darwin":
      return "brew install --cask google-chrome";
    case "win32":
      return "winget install Google.Chrome";
    default:
      return "apt-get install chromium";
  }
}
