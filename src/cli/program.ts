/** The commands, their arguments and options. Each command's code is loaded when it is run. */
import { Command, CommanderError } from "commander";
import { closest } from "../finding/closest.ts";
import type { TextKey } from "../text/say.ts";
import { say } from "../text/say.ts";
import { visible, visibleJson } from "../text/visible.ts";
import { addAgreeCommands } from "./agree/commands.ts";
import { addModelCommands } from "./model/commands.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";

/** Runs one command line (without node and script); gives the exit status. */
export async function runProgram(argv: readonly string[], outside: Io, version: () => string): Promise<ExitStatus> {
  const io = safely(outside);
  let status: ExitStatus = exit.clean;
  const program = build(io, version, async run => {
    status = await run;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return status;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    if (thrown.exitCode === 0) return exit.clean;
    if (thrown.code === "commander.help") return exit.usage;
    io.err(`${usageMessage(thrown, program, argv, io)}\n`);
    return exit.usage;
  }
}

/** What a file or an argument says is shown, never obeyed by the terminal. */
function safely(io: Io): Io {
  const safe = (text: string) => (io.json ? visibleJson(text) : visible(text));
  return { ...io, out: text => io.out(safe(text)), err: text => io.err(safe(text)) };
}

function build(io: Io, version: () => string, done: (run: Promise<ExitStatus>) => Promise<void>): Command {
  const text = (key: TextKey) => say(io.locale, key as "cli.check");
  const styled = (command: Command): Command =>
    command
      .exitOverride()
      .configureOutput({ writeOut: part => io.out(part), writeErr: part => io.err(part), outputError: () => undefined })
      .configureHelp({ styleTitle: title => headings(title, io), showGlobalOptions: false })
      .helpOption("-h, --help", text("cli.option-help"))
      .option("--locale <tag>", text("cli.option-locale"));
  const program = styled(new Command("valuebook"))
    .description(text("cli.description"))
    .helpCommand("help [command]", text("cli.command-help"))
    .option("-V, --version", text("cli.option-version"))
    .action((options: { version?: boolean }) => {
      if (options.version) io.out(`${version()}\n`);
      else program.help({ error: true });
    });
  const commandOf =
    (parent: Command) =>
    (name: string, description: TextKey, args: readonly (readonly [string, TextKey])[]): Command => {
      const added = styled(parent.command(name))
        .description(text(description))
        .option("--json", text("cli.option-json"));
      for (const [argument, key] of args) added.argument(argument, text(key));
      return added;
    };
  const command = commandOf(program);
  command("init", "cli.init", [["<folder>", "cli.argument-folder"]])
    .option("--model <model>", text("cli.option-model"), "after-sales")
    .requiredOption("--customer <name>", text("cli.option-customer"))
    .option("--currency <code>", text("cli.option-currency"), "CNY")
    .option("--indicators <ids>", text("cli.option-indicators"))
    .option("--go-live <date>", text("cli.option-go-live"))
    .action(async (folder, options) => done((await import("./init.ts")).init(io, folder, options)));
  command("models", "cli.models", [["[model]", "cli.argument-model"]]).action(async id =>
    done((await import("./models.ts")).models(io, id)),
  );
  command("check", "cli.check", [["<path>", "cli.argument-path"]]).action(async path =>
    done((await import("./check.ts")).check(io, path)),
  );
  command("calc", "cli.calc", [["<case>", "cli.argument-case"]])
    .option("--convention <name>", text("cli.option-convention"))
    .option("--scenario <name>", text("cli.option-scenario"))
    .action(async (path, options) => done((await import("./calc.ts")).calc(io, path, options)));
  command("explain", "cli.explain", [
    ["<case>", "cli.argument-case"],
    ["<name>", "cli.argument-figure"],
  ])
    .option("--depth <n>", text("cli.option-depth"), "2")
    .action(async (path, name, { depth }) => done(explain(io, path, name, depth)));
  command("sensitivity", "cli.sensitivity", [["<case>", "cli.argument-case"]])
    .option("--benchmarks <file>", text("cli.option-benchmarks"))
    .action(async (path, options) => done((await import("./sensitivity.ts")).sensitivity(io, path, options)));
  command("simulate", "cli.simulate", [["<case>", "cli.argument-case"]])
    .option("--draws <n>", text("cli.option-draws"))
    .option("--seed <n>", text("cli.option-seed"))
    .option("--hurdle <roi>", text("cli.option-hurdle"))
    .option("--benchmarks <file>", text("cli.option-benchmarks"))
    .action(async (path, options) => done((await import("./simulate.ts")).simulate(io, path, options)));
  command("export", "cli.export", [["<case>", "cli.argument-case"]])
    .requiredOption("-o, --output <file>", text("cli.option-output"))
    .option("--scenario <name>", text("cli.option-scenario"))
    .action(async (path, options) => done((await import("./export.ts")).exportWorkbook(io, path, options)));
  command("import", "cli.import", [
    ["<case>", "cli.argument-case"],
    ["<file>", "cli.argument-workbook"],
  ])
    .requiredOption("--party <party>", text("cli.option-party"))
    .requiredOption("--by <name>", text("cli.option-by"))
    .option("--on <date>", text("cli.option-on"))
    .option("--dry-run", text("cli.option-dry-run"))
    .option("--yes", text("cli.option-yes"))
    .option("--keep-case", text("cli.option-keep-case"))
    .action(async (path, file, options) => done((await import("./import.ts")).importWorkbook(io, path, file, options)));
  command("report", "cli.report", [["<case>", "cli.argument-case"]])
    .option("--scenario <name>", text("cli.option-scenario"))
    .option("--format <format>", text("cli.option-format"))
    .option("--theme <file>", text("cli.option-theme"))
    .requiredOption("-o, --output <file>", text("cli.option-output"))
    .action(async (path, options) => done((await import("./report.ts")).report(io, path, options)));
  command("actuals", "cli.actuals", [
    ["<case>", "cli.argument-case"],
    ["[file]", "cli.argument-actuals"],
  ])
    .option("--fill-in <file>", text("cli.option-fill-in"))
    .option("--quarter <period>", text("cli.option-fill-in-quarter"))
    .option("--dry-run", text("cli.option-dry-run"))
    .option("--yes", text("cli.option-yes"))
    .action(async (path, file, options) => done((await import("./actuals.ts")).actuals(io, path, file, options)));
  command("review", "cli.review", [["<case>", "cli.argument-case"]])
    .requiredOption("--quarter <period>", text("cli.option-quarter"))
    .option("--theme <file>", text("cli.option-theme"))
    .option("-o, --output <file>", text("cli.option-review-output"))
    .action(async (path, options) => done((await import("./review.ts")).review(io, path, options)));
  command("settle", "cli.settle", [["<case>", "cli.argument-case"]])
    .requiredOption("--quarter <period>", text("cli.option-quarter"))
    .action(async (path, options) => done((await import("./settle.ts")).settle(io, path, options)));
  command("batch", "cli.batch", [["<folder>", "cli.argument-cases"]])
    .requiredOption("--quarter <period>", text("cli.option-quarter"))
    .requiredOption("--out <folder>", text("cli.option-out"))
    .option("--format <formats>", text("cli.option-batch-format"), "json")
    .option("--theme <file>", text("cli.option-theme"))
    .option("--concurrency <n>", text("cli.option-concurrency"))
    .option("--queue <address>", text("cli.option-queue"))
    .option("--again", text("cli.option-again"))
    .action(async (folder, options) => done((await import("./batch.ts")).batch(io, folder, options, version())));
  command("portfolio", "cli.portfolio", [["<folder>", "cli.argument-cases"]])
    .option("--quarter <period>", text("cli.option-until"))
    .option("--tiers <numbers>", text("cli.option-tiers"))
    .option("--rank <by>", text("cli.option-rank"), "planned")
    .option("--all", text("cli.option-all-rows"))
    .action(async (folder, options) => done((await import("./portfolio.ts")).portfolio(io, folder, options)));
  command("benchmarks", "cli.benchmarks", [["<folder>", "cli.argument-cases"]])
    .requiredOption("-o, --output <file>", text("cli.option-output"))
    .option("--quarter <period>", text("cli.option-until"))
    .option("--as-of <date>", text("cli.option-as-of"))
    .action(async (folder, options) => done((await import("./benchmarks.ts")).benchmarks(io, folder, options)));
  command("worker", "cli.worker", [])
    .requiredOption("--queue <address>", text("cli.option-queue"))
    .option("--concurrency <n>", text("cli.option-concurrency"))
    .option("--patience <seconds>", text("cli.option-patience"), "30")
    .action(async options => done((await import("./worker.ts")).worker(io, options, version())));
  const agree = styled(program.command("agree")).description(text("cli.agree"));
  addAgreeCommands(commandOf(agree), io, text, done);
  addModelCommands(commandOf(styled(program.command("model")).description(text("cli.model-commands"))), io, text, done);
  command("keygen", "cli.keygen", [])
    .requiredOption("-o, --output <file>", text("cli.option-output"))
    .action(async ({ output }) => done((await import("./keygen.ts")).keygen(io, output)));
  return program;
}

async function explain(io: Io, path: string, name: string, depth: string): Promise<ExitStatus> {
  if (!/^(\d|1\d|20)$/.test(depth)) {
    io.err(`${say(io.locale, "cli.depth-wrong", { depth })}\n`);
    return exit.usage;
  }
  return (await import("./explain.ts")).explain(io, path, name, Number(depth));
}

function headings(title: string, io: Io): string {
  const keys: Readonly<Record<string, TextKey>> = {
    "Usage:": "cli.usage",
    "Arguments:": "cli.arguments",
    "Options:": "cli.options",
    "Commands:": "cli.commands",
  };
  const key = keys[title];
  return key ? say(io.locale, key as "cli.usage") : title;
}

/** What was wrong with the command line, in the reader's language. */
function usageMessage(thrown: CommanderError, program: Command, argv: readonly string[], io: Io): string {
  const { locale } = io;
  let called = program;
  const path = ["valuebook"];
  for (const word of argv.filter((each, index) => !each.startsWith("-") && argv[index - 1] !== "--locale")) {
    if (called.commands.length === 0) break;
    const found = called.commands.find(each => each.name() === word);
    if (!found) {
      const names = called.commands.map(each => each.name());
      return say(locale, "cli.unknown-command", { name: word, suggestion: closest(word, names) });
    }
    called = found;
    path.push(word);
  }
  const command = path.join(" ");
  const name = /'([^']*)'/.exec(thrown.message)?.[1] ?? "";
  switch (thrown.code) {
    case "commander.unknownOption":
      return say(locale, "cli.unknown-option", { name, command });
    case "commander.missingArgument":
    case "commander.missingMandatoryOptionValue":
    case "commander.optionMissingArgument":
      return say(locale, "cli.missing", { name, command });
    case "commander.excessArguments":
      return say(locale, "cli.excess", { command });
    default:
      return thrown.message;
  }
}
