/** For each finding of what a returned workbook says, a case with its agreement and a file that shows it. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { acceptanceDraft, offerDraft } from "../../../src/agreement/drafts.ts";
import { type Draft, lineOf } from "../../../src/agreement/event.ts";
import { foldEvents } from "../../../src/agreement/fold.ts";
import { emptyLedger, type Ledger } from "../../../src/agreement/ledger.ts";
import { manifestFacts } from "../../../src/engine/sheets/manifest-sheet.ts";
import { definitionsOf, type TermValue } from "../../../src/agreement/terms.ts";
import type { FindingCode } from "../../../src/finding/finding.ts";
import type { Locale } from "../../../src/text/locale.ts";
import { chained } from "../../agreement/negotiation.ts";
import { sheetOf } from "./make-xlsx.ts";
import { allProposed, customer, loaded, type Sent, send, vendor } from "./sent.ts";
import { TypedIn } from "./typed-in.ts";

export type AnswerCode = Extract<FindingCode, `answer-${string}` | `returned-${string}`>;

export interface BrokenAnswer {
  /** What the customer does with the workbook that was sent; nothing if left out. */
  readonly edit?: (typed: TypedIn, sent: Sent) => TypedIn;
  /** The file that comes back, where it is none of ours. */
  readonly file?: () => Uint8Array;
  /** The agreement when it was sent; where the vendor has proposed everything if left out. */
  readonly sentAt?: (all: Ledger, sent: Pick<Sent, "kase" | "model">) => Ledger;
  /** The agreement when it comes back; the same if left out. */
  readonly now?: (then: Ledger, sent: Sent) => Ledger;
  /** What became of the case's folder meanwhile. */
  readonly meanwhile?: (folder: string) => void;
  /** Whose answers they are said to be; the customer's if left out. */
  readonly party?: "vendor";
  /** Another code that comes with it. */
  readonly beside?: AnswerCode;
  /** Something is appended while the question is being asked. */
  readonly isRaced?: boolean;
}

const target = "first-time-fix-rate.target";
const answer = (typed: TypedIn, { sheet, answerCell }: Sent, key: string, text: string): TypedIn =>
  typed.set(sheet("terms"), answerCell(key, "answer"), text);
const value = (
  typed: TypedIn,
  { sheet, answerCell }: Sent,
  key: string,
  given: Parameters<TypedIn["set"]>[2],
): TypedIn => typed.set(sheet("terms"), answerCell(key, "value"), given);
const comment = (typed: TypedIn, { sheet, answerCell }: Sent, key: string, text: string): TypedIn =>
  typed.set(sheet("terms"), answerCell(key, "comment"), text);
const said = ({ locale }: Sent, english: string, chinese: string): string => (locale === "en" ? english : chinese);
const accepts = (typed: TypedIn, sent: Sent): TypedIn =>
  answer(typed, sent, "first-time-fix-rate.baseline", said(sent, "accept", "接受"));

/** The ledger with more events. */
export function and(ledger: Ledger, ...drafts: Draft[]): Ledger {
  const before = ledger.events.map(({ n: _, prev: __, sum: ___, ...draft }) => draft as Draft);
  return foldEvents(chained([...before, ...drafts]));
}

/** The target as agreed by both. */
export function withTargetAgreed(ledger: Ledger): Ledger {
  return and(ledger, acceptanceDraft(target, ledger.terms.get(target)?.offer, customer));
}

export const offered = (
  { kase, model }: Pick<Sent, "kase" | "model">,
  who: typeof vendor | typeof customer,
  type: "proposed" | "countered",
  term: string,
  given: TermValue,
): Draft => offerDraft(type, term, given, definitionsOf(kase, model), who);

const editCase =
  (from: string, to: string) =>
  (folder: string): void => {
    const path = join(folder, "case.yaml");
    const text = readFileSync(path, "utf8");
    if (!text.includes(from)) throw new Error(`case.yaml does not say ${from}`);
    writeFileSync(path, text.replace(from, to));
  };

export const brokenAnswers: Readonly<Record<AnswerCode, BrokenAnswer>> = {
  "answer-twofold": {
    edit: (typed, sent) => {
      answer(typed, sent, "ramp[1]", said(sent, "accept", "接受"));
      return answer(typed, sent, "ramp[2]", said(sent, "decline", "不同意"));
    },
  },
  "answer-two-values": {
    edit: (typed, sent) =>
      value(typed, sent, target, 0.77).set(sent.sheet("agreement"), sent.cell("first_time_fix_rate_target"), 0.78),
  },
  "answer-moved": {
    edit: (typed, sent) => answer(typed, sent, target, said(sent, "accept", "接受")),
    now: (then, sent) => and(then, offered(sent, vendor, "proposed", target, 0.8)),
    beside: "returned-older",
  },
  "answer-conflict": {
    edit: (typed, sent) => value(answer(typed, sent, target, said(sent, "accept", "接受")), sent, target, 0.77),
  },
  "answer-empty": { edit: (typed, sent) => answer(typed, sent, target, said(sent, "counter", "另提数值")) },
  "answer-comment": {
    edit: (typed, sent) => comment(typed, sent, target, said(sent, "We need to talk about this", "这一点需要面谈")),
  },
  "answer-long": {
    edit: (typed, sent) =>
      comment(value(typed, sent, target, 0.77), sent, target, "Our pilot ran from May on. ".repeat(100)),
  },
  "answer-blank": {
    edit: (typed, sent) => typed.set(sent.sheet("agreement"), sent.cell("first_time_fix_rate_target"), null),
  },
  "answer-own": { edit: accepts, party: "vendor" },
  "answer-nothing": {
    sentAt: withTargetAgreed,
    edit: (typed, sent) => answer(typed, sent, target, said(sent, "decline", "不同意")),
  },
  "answer-reason": { sentAt: withTargetAgreed, edit: (typed, sent) => value(typed, sent, target, 0.77) },
  "answer-unknown": { edit: (typed, sent) => answer(typed, sent, target, said(sent, "perhaps", "也许")) },
  "answer-number": { edit: (typed, sent) => value(typed, sent, "annual_field_work_orders", "75,500") },
  "answer-formula": { edit: (typed, sent) => value(typed, sent, target, { formula: "0.7+0.07" }) },
  "answer-gone": {
    edit: (typed, sent) => typed.set(sent.sheet("terms"), sent.answerCell(target, "key"), "target"),
  },
  "returned-foreign": { file: () => sheetOf('<row><c r="A1"><v>1</v></c></row>') },
  "returned-manifest": { edit: (typed, { sheet }) => typed.set(sheet("manifest"), "B3", "apex") },
  "returned-customer": { edit: accepts, meanwhile: editCase("id: acme", "id: apex") },
  "returned-currency": { edit: accepts, meanwhile: editCase("currency: CNY", "currency: EUR") },
  "returned-model": {
    edit: accepts,
    meanwhile: folder => {
      cpSync("models/after-sales", join(folder, "model"), { recursive: true });
      const path = join(folder, "model", "model.yaml");
      writeFileSync(path, readFileSync(path, "utf8").replace("\n  version: 1\n", "\n  version: 2\n"));
      editCase("after-sales@1", "./model")(folder);
    },
  },
  "returned-state": { edit: accepts, now: ({ events }) => foldEvents(events.slice(0, 5)) },
  "returned-older": {
    edit: accepts,
    now: (then, sent) => and(then, offered(sent, customer, "countered", target, 0.77)),
  },
  "returned-case-moved": { edit: accepts, meanwhile: editCase("yearly: 1150000", "yearly: 1200000") },
  "returned-formula": {
    edit: (typed, { sheet, answerCell }) =>
      typed.set(sheet("terms"), answerCell("cost_per_complaint", "here"), { formula: "2*3" }),
  },
  "returned-input": {
    edit: (typed, { sheet, cell }) => typed.set(sheet("drivers"), cell("annual_field_work_orders"), "75,500"),
  },
  "returned-label": {
    edit: (typed, { sheet, locale }) => typed.set(sheet("drivers"), "C5", locale === "en" ? "visits a week" : "次/周"),
  },
  "returned-missing": { edit: (typed, { sheet }) => typed.removeSheet(sheet("sources")) },
  "returned-hidden": { edit: (typed, { sheet }) => typed.hideRow(sheet("drivers"), 5) },
  "returned-name": {
    edit: (typed, { sheet, cell }) =>
      typed.repoint("cost_per_complaint", `'${sheet("drivers")}'!$B$${cell("annual_field_work_orders").slice(1)}`),
  },
  "returned-more": {
    edit: (typed, sent) => {
      const rows = sent.plan.sheets.find(({ id }) => id === "manifest")?.cells ?? [];
      const keys = rows.flatMap(({ ref, content }) =>
        ref.column === 1 && ref.row > manifestFacts.length && content.kind === "label" ? [String(content.text)] : [],
      );
      for (const key of keys.slice(0, 15))
        typed.set(sent.sheet("terms"), sent.answerCell(key, "state"), said(sent, "agreed", "已约定"));
      return typed;
    },
    beside: "returned-label",
  },
  "returned-other": { edit: (typed, { sheet, cell }) => typed.set(sheet("inputs"), cell("discounting"), "mid-year") },
  "returned-ignored": { edit: typed => typed.add("xl/vbaProject.bin", "macros") },
  "returned-raced": { edit: accepts, isRaced: true },
};

const sentOnce = new Map<string, Promise<Sent>>();

/** The workbook as it is sent; written once for all that begin with it. */
async function sentIn(locale: Locale, sentAt: BrokenAnswer["sentAt"]): Promise<Sent> {
  const key = `${locale} ${sentAt?.name ?? ""}`;
  const known = sentOnce.get(key);
  if (known) return known;
  const of = await loaded("fixtures/agreement");
  const all = allProposed(of.kase, of.model);
  const sent = send(of, sentAt?.(all, of) ?? all, locale);
  sentOnce.set(key, sent);
  return sent;
}

/** The case's folder as it is when the file comes back, with the file in it. */
export async function folderOf(code: AnswerCode, folder: string, locale: Locale): Promise<BrokenAnswer> {
  const broken = brokenAnswers[code];
  const { edit = (typed: TypedIn) => typed, file, sentAt, now, meanwhile } = broken;
  mkdirSync(folder, { recursive: true });
  cpSync("fixtures/agreement/case.yaml", join(folder, "case.yaml"));
  const sent = await sentIn(locale, sentAt);
  writeFileSync(join(folder, "returned.xlsx"), file?.() ?? edit(new TypedIn(sent.file), sent).done());
  writeLog(folder, now?.(sent.ledger, sent) ?? sent.ledger);
  meanwhile?.(folder);
  return broken;
}

export function writeLog(folder: string, { events }: Ledger = emptyLedger): void {
  writeFileSync(join(folder, "agreement.jsonl"), events.map(event => `${lineOf(event)}\n`).join(""));
}
