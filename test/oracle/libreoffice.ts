/** LibreOffice, without a window and with a profile of its own, told to recalculate every file it opens (by itself it would not). */
import { execFile } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
/** A cold start on a busy machine takes ten seconds; a hanging one would take for ever. */
const patienceMilliseconds = 180_000;

const recalculateAlways = ["OOXMLRecalcMode", "ODFRecalcMode"].map(
  mode =>
    `<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="${mode}" oor:op="fuse"><value>0</value></prop></item>`,
);
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${recalculateAlways.join("")}</oor:items>
`;

/** Where LibreOffice is: $SOFFICE, else on the path, else where macOS keeps it. */
export function findLibreOffice(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = ["soffice", "libreoffice"].flatMap(name => folders.map(folder => join(folder, name)));
  return [process.env.SOFFICE ?? "", ...candidates, "/Applications/LibreOffice.app/Contents/MacOS/soffice"].find(
    isProgram,
  );
}

/**
 * Why the oracle cannot be asked here; undefined if it can. On a build server (CI=true) its absence is no excuse: it throws.
 */
export function whyNoLibreOffice(): string | undefined {
  if (findLibreOffice()) return undefined;
  const reason = "LibreOffice is not installed (apt-get install libreoffice-calc-nogui, or set SOFFICE)";
  if (process.env.CI === "true") throw new Error(reason);
  return reason;
}

/** The workbook as LibreOffice saves it after recalculating every cell. */
export async function recalculateWithLibreOffice(file: Uint8Array): Promise<Uint8Array> {
  const [recalculated] = await recalculateAllWithLibreOffice([file]);
  if (!recalculated) throw new Error("LibreOffice gave no file back");
  return recalculated;
}

/** Several workbooks in one start of the program, which takes longer than a workbook does. */
export async function recalculateAllWithLibreOffice(files: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const program = findLibreOffice();
  if (!program) throw new Error("LibreOffice is not installed");
  const folder = mkdtempSync(join(tmpdir(), "oracle-"));
  try {
    const [profile, output] = [join(folder, "profile"), join(folder, "output")];
    mkdirSync(join(profile, "user"), { recursive: true });
    writeFileSync(join(profile, "user", "registrymodifications.xcu"), settings);
    const names = files.map((_, index) => `${index}.xlsx`);
    files.forEach((file, index) => void writeFileSync(join(folder, `${index}.xlsx`), file));
    const options = ["--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", output];
    await run(program, [`-env:UserInstallation=${pathToFileURL(profile).href}`, ...options, ...names], {
      cwd: folder,
      timeout: patienceMilliseconds,
    });
    return names.map(name => new Uint8Array(readFileSync(join(output, name))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return path !== "";
  } catch {
    return false;
  }
}
