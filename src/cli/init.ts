/** `init DIR`: a new case folder. Nothing that is there is overwritten. */
import { existsSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { addMonths } from "../case/calendar.ts";
import { isCurrency } from "../case/currency.ts";
import { newCase } from "../case/new-case.ts";
import { closest } from "../finding/closest.ts";
import { loadModel } from "../index.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";
import { isWritten } from "./save.ts";

export interface InitOptions {
  readonly model: string;
  readonly customer: string;
  readonly currency: string;
  readonly indicators?: string;
  readonly goLive?: string;
}

export async function init(io: Io, folder: string, options: InitOptions): Promise<ExitStatus> {
  const fail = (message: string): ExitStatus => {
    io.err(`${message}\n`);
    return exit.usage;
  };
  const path = join(folder, "case.yaml");
  const { model, findings, lineOf } = await loadModel(options.model);
  if (printFindings(io, findings, lineOf) || !model) return exit.findings;
  if (!isCurrency(options.currency)) {
    const sentences = [
      say(io.locale, "finding.currency-unknown", { currency: options.currency }),
      say(io.locale, "finding.currency-unknown.hint"),
    ];
    return fail(sentences.join(io.locale === "en" ? " " : ""));
  }
  const goLive =
    options.goLive ?? addMonths(`${io.today.slice(0, 8)}01`, 3 + (3 - ((Number(io.today.slice(5, 7)) - 1) % 3)));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(goLive) || addMonths(goLive, 0) !== goLive) {
    return fail(say(io.locale, "cli.date-wrong", { date: goLive }));
  }
  if (options.customer.trim() === "") {
    return fail(say(io.locale, "cli.missing", { name: "--customer <name>", command: "valuebook init" }));
  }
  const known = model.indicators.map(({ id }) => id);
  const indicators =
    options.indicators?.split(",").map(id => id.trim()) ?? (model.starter.length > 0 ? model.starter : known);
  const unknown = indicators.find(id => !known.includes(id));
  if (unknown !== undefined) {
    return fail(say(io.locale, "cli.explain-unknown", { name: unknown, suggestion: closest(unknown, known) }));
  }
  if (existsSync(path)) {
    io.err(`${say(io.locale, "cli.exists", { path })}\n`);
    return exit.findings;
  }
  const isPath = /^[./]/.test(options.model);
  const modelReference = isPath ? pathFrom(folder, options.model) : `${model.id}@${model.version}`;
  const { customer, currency } = options;
  const text = newCase({
    model,
    modelReference,
    customer,
    currency,
    indicators,
    goLive,
    build: addMonths(goLive, -6),
    locale: io.locale,
  });
  if (!isWritten(io, path, text)) return exit.findings;
  io.out(io.json ? `${JSON.stringify({ file: path })}\n` : `${say(io.locale, "cli.created", { path, folder })}\n`);
  return exit.clean;
}

function pathFrom(folder: string, model: string): string {
  if (isAbsolute(model)) return model;
  const path = relative(resolve(folder), resolve(model));
  return path.startsWith(".") ? path : `./${path}`;
}
