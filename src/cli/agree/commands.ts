/** The commands of `agree`, their arguments and options. Each command's code is loaded when it is run. */
import type { Command } from "commander";
import type { OfferEvent } from "../../agreement/event.ts";
import type { TextKey } from "../../text/say.ts";
import type { ExitStatus, Io } from "../io.ts";

type MakeCommand = (name: string, description: TextKey, args: readonly (readonly [string, TextKey])[]) => Command;

const onCase: readonly [string, TextKey] = ["<case>", "cli.argument-case"];
const onTerms: readonly [string, TextKey] = ["[terms...]", "cli.argument-terms"];

export function addAgreeCommands(
  command: MakeCommand,
  io: Io,
  text: (key: TextKey) => string,
  done: (run: Promise<ExitStatus>) => Promise<void>,
): void {
  /** Every event says for whom, by whom and when. */
  const acting = (added: Command): Command =>
    added
      .requiredOption("--party <party>", text("cli.option-party"))
      .requiredOption("--by <name>", text("cli.option-by"))
      .option("--on <date>", text("cli.option-on"));
  const offering = (name: string, description: TextKey, type: OfferEvent["type"]): Command =>
    acting(command(name, description, [onCase, onTerms]))
      .option("--evidence <text>", text("cli.option-evidence"))
      .action(async (path, terms, options) => done((await import("./offer.ts")).offer(io, type, path, terms, options)));

  offering("propose", "cli.agree-propose", "proposed")
    .option("--reason <text>", text("cli.option-reason"))
    .option("--all", text("cli.option-all"));
  offering("counter", "cli.agree-counter", "countered").option("--reason <text>", text("cli.option-reason"));
  acting(command("accept", "cli.agree-accept", [onCase, onTerms]))
    .option("--reason <text>", text("cli.option-reason"))
    .option("--evidence <text>", text("cli.option-evidence"))
    .option("--all", text("cli.option-all-offers"))
    .option("--keep-case", text("cli.option-keep-case"))
    .action(async (path, terms, options) => done((await import("./answer.ts")).accept(io, path, terms, options)));
  acting(command("decline", "cli.agree-decline", [onCase, onTerms]))
    .option("--reason <text>", text("cli.option-reason"))
    .action(async (path, terms, options) => done((await import("./answer.ts")).decline(io, path, terms, options)));
  acting(command("withdraw", "cli.agree-withdraw", [onCase, onTerms]))
    .option("--reason <text>", text("cli.option-reason"))
    .action(async (path, terms, options) => done((await import("./answer.ts")).withdraw(io, path, terms, options)));
  offering("amend", "cli.agree-amend", "amended").requiredOption("--reason <text>", text("cli.option-reason"));
  acting(command("sign", "cli.agree-sign", [onCase]))
    .requiredOption("--key <file>", text("cli.option-key"))
    .action(async (path, options) => done((await import("./sign.ts")).sign(io, path, options)));
  command("apply", "cli.agree-apply", [onCase])
    .option("--dry-run", text("cli.option-dry-run"))
    .action(async (path, options) => done((await import("./apply.ts")).apply(io, path, options)));
  command("status", "cli.agree-status", [onCase]).action(async path =>
    done((await import("./status.ts")).status(io, path)),
  );
  command("verify", "cli.agree-verify", [onCase])
    .option("--fingerprint <fingerprint>", text("cli.option-fingerprint"))
    .action(async (path, options) => done((await import("./verify.ts")).verify(io, path, options)));
  command("history", "cli.agree-history", [onCase, ["[term]", "cli.argument-term"]]).action(async (path, term) =>
    done((await import("./history.ts")).history(io, path, term)),
  );
  command("suggest", "cli.agree-suggest", [onCase])
    .option("--benchmarks <file>", text("cli.option-benchmarks"))
    .action(async (path, options) => done((await import("./suggest.ts")).suggest(io, path, options)));
}
