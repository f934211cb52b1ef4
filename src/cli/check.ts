/** `check PATH`: every finding of a model, or of a case and its agreement. */
import { dirname } from "node:path";
import { findingAsData, hasErrors, inReadingOrder, isCase, loadCase, loadModelFolder, newerModel } from "../index.ts";
import { loadAndCalculate } from "../portfolio/assess.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";

export async function check(io: Io, path: string): Promise<ExitStatus> {
  const ofCase = isCase(path);
  const { findings, lineOf } = ofCase ? await loadAndCalculate(path) : await loadModelFolder(path);
  if (io.json) {
    const data = inReadingOrder(findings).map(finding => findingAsData(finding, io.locale));
    io.out(`${JSON.stringify({ path, clean: !hasErrors(findings), findings: data }, null, 2)}\n`);
    return hasErrors(findings) ? exit.findings : exit.clean;
  }
  if (printFindings(io, findings, lineOf)) return exit.findings;
  io.out(`${say(io.locale, findings.length === 0 ? "cli.check-clean" : "cli.check-usable", { path })}\n`);
  const newer = ofCase ? await newerVersion(path) : undefined;
  if (newer) io.out(`${say(io.locale, "cli.check-newer", { model: newer, path })}\n`);
  return exit.clean;
}

async function newerVersion(path: string): Promise<string | undefined> {
  const { model, read } = await loadCase(path);
  const folder = /\.ya?ml$/.test(path) ? dirname(path) : path;
  const newer = model && read && (await newerModel(read.modelReference, folder, model));
  return newer && `${newer.model.id}@${newer.model.version}`;
}
