/** The commands of `model`: for those who write metric models. Each command's code is loaded when it is run. */
import type { Command } from "commander";
import type { TextKey } from "../../text/say.ts";
import type { ExitStatus, Io } from "../io.ts";

type MakeCommand = (name: string, description: TextKey, args: readonly (readonly [string, TextKey])[]) => Command;

export function addModelCommands(
  command: MakeCommand,
  io: Io,
  text: (key: TextKey) => string,
  done: (run: Promise<ExitStatus>) => Promise<void>,
): void {
  command("new", "cli.model-new", [["<folder>", "cli.argument-folder"]])
    .option("--name <name>", text("cli.option-model-name"))
    .action(async (folder, options) => done((await import("./new.ts")).modelNew(io, folder, options)));
  command("diff", "cli.model-diff", [["<case>", "cli.argument-case"]])
    .option("--to <model>", text("cli.option-to"))
    .option("--take-over", text("cli.option-take-over"))
    .action(async (path, options) => done((await import("./diff.ts")).modelDiff(io, path, options)));
}
