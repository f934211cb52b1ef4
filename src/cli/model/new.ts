/** `model new DIR`: a new model folder, commented and clean. Nothing that is there is overwritten. */
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { isVacant, newModelFiles, UnwritableError, writeFolderWhole } from "../../index.ts";
import { packageRoot } from "../../package-root.ts";
import { reasonText } from "../../text/reason.ts";
import { say } from "../../text/say.ts";
import { type ExitStatus, exit, type Io } from "../io.ts";

export async function modelNew(io: Io, folder: string, { name }: { readonly name?: string }): Promise<ExitStatus> {
  if (name !== undefined && name.trim() === "") {
    io.err(`${say(io.locale, "cli.missing", { name: "--name <name>", command: "valuebook model new" })}\n`);
    return exit.usage;
  }
  if (!isVacant(folder)) {
    io.err(`${say(io.locale, "cli.exists", { path: folder })}\n`);
    return exit.findings;
  }
  const files = await newModelFiles({ folder: basename(resolve(folder)), name, locale: io.locale });
  // Beside the model, so that it stays with it wherever it is sent.
  files.set("model.schema.json", readFileSync(join(packageRoot, "schemas/model.schema.json"), "utf8"));
  try {
    writeFolderWhole(folder, files);
  } catch (thrown) {
    if (!(thrown instanceof UnwritableError)) throw thrown;
    io.err(`${say(io.locale, "cli.unwritable", { path: folder, reason: reasonText(thrown.reason) })}\n`);
    return exit.findings;
  }
  io.out(
    io.json
      ? `${JSON.stringify({ folder, files: [...files.keys()] })}\n`
      : `${say(io.locale, "cli.model-created", { folder, files: [...files.keys()].join(", ") })}\n`,
  );
  return exit.clean;
}
