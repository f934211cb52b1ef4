/**
 * `model diff CASE`: what another version of the case's model changes, and what each change does to the figures of this case. Writes
 * nothing, but with `--take-over` the version into case.yaml, if nothing that is agreed would then be otherwise.
 */
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { compareWithCase } from "../../agreement/compare.ts";
import {
  type ChangeWithEffect,
  type Difference,
  compareModelVersions,
  type Finding,
  findingAsData,
  hasErrors,
  loadCase,
  loadModel,
  newerModel,
  readAgreement,
  takeOverModel,
  type VersionComparison,
  type VersionFigures,
} from "../../index.ts";
import { formatMoney } from "../../text/format.ts";
import { inLocale, type Locale, locales } from "../../text/locale.ts";
import { say } from "../../text/say.ts";
import { messageOf } from "../../finding/print.ts";
import { type ExitStatus, exit, type Io } from "../io.ts";
import { printFindings } from "../print-findings.ts";
import { table } from "../table.ts";

export interface DiffOptions {
  readonly to?: string;
  readonly takeOver?: boolean;
}

export async function modelDiff(io: Io, path: string, { to, takeOver = false }: DiffOptions): Promise<ExitStatus> {
  const file = /\.ya?ml$/.test(path) ? path : join(path, "case.yaml");
  const { model, kase, read, findings, lineOf } = await loadCase(path);
  if (!model || !kase || !read || hasErrors(findings)) {
    printFindings(io, findings, lineOf);
    return exit.findings;
  }
  const other = await wanted(io, to, { reference: read.modelReference, folder: dirname(file), model });
  if ("status" in other) return other.status;
  const compared = await compareModelVersions(read, model, other.model);
  const { ledger, placeOfLine } = await readAgreement(path);
  const before = new Set(compareWithCase(ledger, kase, model, placeOfLine).map(each => messageOf(each, "en").message));
  const agreed = compared.kase
    ? compareWithCase(ledger, compared.kase, other.model, placeOfLine).filter(
        each => each.severity === "error" && !before.has(messageOf(each, "en").message),
      )
    : [];
  const errors = compared.findings.filter(({ severity }) => severity === "error");
  const names = { from: `${model.id}@${model.version}`, to: `${other.model.id}@${other.model.version}` };
  const isOpen = errors.length + agreed.length === 0;
  const problem = takeOver && isOpen ? await takeOverModel(file, other.reference) : undefined;
  const isTaken = takeOver && isOpen && problem === undefined;
  if (io.json) io.out(`${JSON.stringify(asData(io, names, compared, { errors, agreed, isTaken }), null, 2)}\n`);
  else {
    io.out(
      `${head(names, inLocale(kase.customer.name, io.locale))}\n\n${changesText(io, compared, kase.customer.currency)}\n`,
    );
    io.out(`\n${figuresText(io, names, compared, kase.customer.currency)}\n\n`);
    io.out(problemsText(io, "model-diff.errors", errors, names.to));
    io.out(problemsText(io, "model-diff.agreed", agreed, names.to));
    if (!takeOver) io.out(`${say(io.locale, "model-diff.unchanged", { file, path })}\n`);
    if (isTaken) io.out(`${say(io.locale, "model-diff.taken", { file, reference: other.reference })}\n`);
  }
  if (!takeOver || isTaken) return exit.clean;
  io.err(
    `${problem ? say(io.locale, "model-diff.unwritten", { file, reason: problem }) : say(io.locale, "model-diff.refused", { file })}\n`,
  );
  return exit.findings;
}

type Other = {
  readonly reference: string;
  readonly model: NonNullable<Awaited<ReturnType<typeof loadModel>>["model"]>;
};

/** The version to compare with: the one that was asked for, else the newest there is. */
async function wanted(
  io: Io,
  to: string | undefined,
  own: { readonly reference: string; readonly folder: string; readonly model: Other["model"] },
): Promise<Other | { readonly status: ExitStatus }> {
  const name = `${own.model.id}@${own.model.version}`;
  if (to === undefined) {
    const newer = await newerModel(own.reference, own.folder, own.model);
    if (newer) return newer;
    io.out(
      io.json
        ? `${JSON.stringify({ from: name, to: null })}\n`
        : `${say(io.locale, "model-diff.none", { model: name })}\n`,
    );
    return { status: exit.clean };
  }
  const { model, findings, lineOf } = await loadModel(to);
  if (printFindings(io, findings, lineOf) || !model) return { status: exit.findings };
  if (model.id !== own.model.id) {
    io.err(`${say(io.locale, "model-diff.other", { model: model.id, own: own.model.id })}\n`);
    return { status: exit.usage };
  }
  return { model, reference: /^[./]/.test(to) ? pathFrom(own.folder, to) : `${model.id}@${model.version}` };
}

function pathFrom(folder: string, to: string): string {
  if (isAbsolute(to)) return to;
  const path = relative(resolve(folder), resolve(to));
  return path.startsWith(".") ? path : `./${path}`;
}

const head = ({ from, to }: { from: string; to: string }, customer: string): string => `${from} → ${to} · ${customer}`;

const signs = { added: "+", removed: "−", changed: "~" } as const;

function changesText(io: Io, { changes }: VersionComparison, currency: string): string {
  if (changes.length === 0) return say(io.locale, "model-diff.same");
  const none = say(io.locale, "definition.none");
  // In the reader's language, or in the one that differs.
  const both = ({ before, after }: Difference) => {
    const said = (locale: Locale) => [before, after].map(text => (text === undefined ? none : inLocale(text, locale)));
    const pairs = [io.locale, ...locales].map(said);
    return (pairs.find(([was, is]) => was !== is) ?? pairs[0] ?? []).join(" → ");
  };
  const title = ({ kind, list, id }: ChangeWithEffect) => `${signs[kind]} ${list} ${id}`;
  return changes
    .flatMap((change, index) => [
      ...(index > 0 && title(change) === title(changes[index - 1] ?? change) ? [] : [title(change)]),
      ...change.differences.map(each => `    ${each.path}: ${both(each)}`),
      ...effectLine(io, change, currency),
    ])
    .join("\n");
}

/** What the change alone does; nothing where no figure can depend on it. */
function effectLine(io: Io, { effect, movesFigures }: ChangeWithEffect, currency: string): string[] {
  if (!movesFigures) return [];
  if (!effect) return [`    ${say(io.locale, "model-diff.not-alone")}`];
  const parts = rows(io)
    .filter(({ key }) => effect[key] !== 0)
    .map(({ key, label }) => `${label} ${money(io, effect[key], currency, true)}`);
  return [`    ${parts.length === 0 ? say(io.locale, "model-diff.no-effect") : parts.join(" · ")}`];
}

const rows = (io: Io): { readonly key: keyof VersionFigures; readonly label: string }[] => [
  { key: "netPerYear", label: say(io.locale, "model-diff.net") },
  { key: "oneOffCash", label: say(io.locale, "model-diff.cash") },
  { key: "npv", label: say(io.locale, "model-diff.npv") },
];

function money(io: Io, value: number | null, currency: string, isDifference = false): string {
  if (value === null) return say(io.locale, "model-diff.gap");
  return `${isDifference && value > 0 ? "+" : ""}${formatMoney(value, currency, io.locale)}`;
}

function figuresText(
  io: Io,
  { from, to }: { from: string; to: string },
  { before, after }: VersionComparison,
  currency: string,
): string {
  const right = (text: string) => ({ head: text, align: "right" as const });
  const difference = (key: keyof VersionFigures): number | null => {
    const [was, is] = [before[key], after?.[key] ?? null];
    return was === null || is === null ? null : is - was;
  };
  return table(
    [
      { head: say(io.locale, "model-diff.all") },
      right(from),
      right(to),
      right(say(io.locale, "model-diff.difference")),
    ],
    rows(io).map(({ key, label }) => [
      label,
      money(io, before[key], currency),
      after ? money(io, after[key], currency) : "–",
      after ? money(io, difference(key), currency, true) : "–",
    ]),
  );
}

function problemsText(
  io: Io,
  key: "model-diff.errors" | "model-diff.agreed",
  found: readonly Finding[],
  to: string,
): string {
  if (found.length === 0) return "";
  const lines = found.map(each => `  - ${messageOf(each, io.locale).message}`);
  return `${[say(io.locale, key, { to }), ...lines].join("\n")}\n\n`;
}

const asData = (
  io: Io,
  { from, to }: { from: string; to: string },
  { changes, before, after }: VersionComparison,
  { errors, agreed, isTaken }: { errors: readonly Finding[]; agreed: readonly Finding[]; isTaken: boolean },
) => ({
  from,
  to,
  changes,
  before,
  after: after ?? null,
  errors: errors.map(each => findingAsData(each, io.locale)),
  agreed: agreed.map(each => findingAsData(each, io.locale)),
  takenOver: isTaken,
});
