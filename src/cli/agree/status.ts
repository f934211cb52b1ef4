/** `agree status CASE`: where each term stands, and who must move next. */
import { committedCase } from "../../agreement/committed.ts";
import type { Party } from "../../agreement/event.ts";
import { fingerprintOf } from "../../agreement/hash.ts";
import { isSignedByBoth } from "../../agreement/fold.ts";
import type { Ledger, TermState } from "../../agreement/ledger.ts";
import { caseTerms, indicatorTerms, termsBehindCase } from "../../agreement/terms.ts";
import { valueText } from "../../agreement/value-text.ts";
import { inLocale } from "../../index.ts";
import { say } from "../../text/say.ts";
import { visibleLine } from "../../text/visible.ts";
import { type ExitStatus, exit, type Io } from "../io.ts";
import { table } from "../table.ts";
import { signatureLines } from "./verify.ts";
import { type CaseOfLog, caseOfLog, logBesideCase } from "./with-log.ts";

export async function status(io: Io, path: string): Promise<ExitStatus> {
  const of = await caseOfLog(io, path);
  if (!of) return exit.findings;
  const { log, isSound } = logBesideCase(io, of);
  const { ledger } = log;
  const code = isSound ? exit.clean : exit.findings;
  if (io.json) {
    io.out(`${JSON.stringify(asData(ledger, of), null, 2)}\n`);
    return code;
  }
  if (!log.exists) {
    io.out(`${say(io.locale, "agree.no-log", { path })}\n`);
    return code;
  }
  const { locale } = io;
  const { committed, potential } = committedCase(ledger, of.kase, of.model);
  const blocks = [
    inLocale(of.kase.customer.name, locale),
    indicatorTable(ledger, of, io),
    plainTable(driverRows(ledger, of, io), say(locale, "report.column.driver"), io),
    plainTable(caseRows(ledger, of, io), say(locale, "agree.term"), io),
    [
      say(locale, "agree.counts", countsOf(ledger, of)),
      say(locale, "agree.committed", { committed: committed.size, chosen: committed.size + potential.size }),
      say(locale, "agree.fingerprint", { fingerprint: fingerprintOf(ledger.head.hash), n: ledger.head.n }),
      ...signatureLines(ledger, io),
    ].join("\n"),
  ];
  io.out(`${blocks.filter(block => block !== "").join("\n\n")}\n`);
  return code;
}

function asData(ledger: Ledger, of: CaseOfLog) {
  const { committed, potential, openCaseTerms } = committedCase(ledger, of.kase, of.model);
  return {
    customer: of.kase.customer.id,
    counts: countsOf(ledger, of),
    committed: [...committed],
    potential: [...potential],
    openCaseTerms,
    notProposed: notProposed(ledger, of),
    terms: [...ledger.terms.values()],
    head: { ...ledger.head, fingerprint: fingerprintOf(ledger.head.hash) },
    signatures: ledger.signatures,
    isSignedByBoth: isSignedByBoth(ledger),
  };
}

const notProposed = ({ terms }: Ledger, { kase, model }: CaseOfLog): string[] =>
  termsBehindCase(kase, model).filter(term => !terms.has(term));

function countsOf(ledger: Ledger, of: CaseOfLog) {
  const states = [...ledger.terms.values()];
  const none = notProposed(ledger, of).length;
  return {
    all: states.length + none,
    agreed: states.filter(({ state }) => state === "agreed").length,
    vendor: states.filter(({ next }) => next === "vendor").length,
    customer: states.filter(({ next }) => next === "customer").length,
    declined: states.filter(({ state }) => state === "declined").length,
    withdrawn: states.filter(({ state }) => state === "withdrawn").length,
    none,
  };
}

/** The indicators of the case, chosen or spoken of, in the order of the model's stages. */
function indicatorTable(ledger: Ledger, of: CaseOfLog, io: Io): string {
  const { locale } = io;
  const { kase, model } = of;
  const inCase = new Set(kase.indicators.filter(({ chosen }) => chosen).map(({ id }) => id));
  const isSpokenOf = (id: string) => indicatorTerms.some(term => ledger.terms.has(`${id}.${term}`));
  let before = "";
  const rows = model.stages.flatMap(stage =>
    model.indicators
      .filter(({ id, stage: of }) => of === stage.id && (inCase.has(id) || isSpokenOf(id)))
      .map(({ id, name }) => {
        const states = indicatorTerms.map(term => ledger.terms.get(`${id}.${term}`));
        const stageName = stage.id === before ? "" : inLocale(stage.name, locale);
        before = stage.id;
        return [stageName, inLocale(name, locale), ...states.map(state => stateText(state, of, io)), moves(states, io)];
      }),
  );
  if (rows.length === 0) return "";
  const heads = ["report.column.stage", "report.column.indicator", "agree.chosen", "agree.baseline"] as const;
  const more = ["agree.target", "report.column.attribution", "report.column.confidence", "agree.next"] as const;
  return table(
    [...heads, ...more].map(key => ({ head: say(locale, key) })),
    rows,
  );
}

function driverRows(ledger: Ledger, of: CaseOfLog, io: Io): string[][] {
  const behind = new Set(termsBehindCase(of.kase, of.model));
  return of.model.drivers
    .flatMap(({ id, name }) => [
      { id, name: inLocale(name, io.locale) },
      { id: `${id}.initial`, name: `${id}.initial` },
    ])
    .filter(({ id }) => behind.has(id) || ledger.terms.has(id))
    .map(({ id, name }) => row(name, ledger.terms.get(id), of, io));
}

function caseRows(ledger: Ledger, of: CaseOfLog, io: Io): string[][] {
  const behind = new Set(termsBehindCase(of.kase, of.model));
  return caseTerms
    .filter(id => behind.has(id) || ledger.terms.has(id))
    .map(id => row(id, ledger.terms.get(id), of, io));
}

const row = (name: string, state: TermState | undefined, of: CaseOfLog, io: Io): string[] => [
  name,
  stateText(state, of, io),
  moves([state], io),
];

function plainTable(rows: string[][], head: string, { locale }: Io): string {
  if (rows.length === 0) return "";
  return table([{ head }, { head: say(locale, "report.column.value") }, { head: say(locale, "agree.next") }], rows);
}

function stateText(state: TermState | undefined, { definitions }: CaseOfLog, { locale }: Io): string {
  if (!state) return "–";
  const text = (value: TermState["agreed"] | TermState["offer"]) =>
    value ? visibleLine(inLocale(valueText(value.value, definitions.get(state.term)), locale)) : "";
  switch (state.state) {
    case "proposed":
    case "countered":
      return say(locale, `state.${state.state}`, { value: text(state.offer) });
    case "agreed":
      return say(locale, "state.agreed", { agreed: text(state.agreed) });
    case "amended":
      return say(locale, "state.amended", { agreed: text(state.agreed), value: text(state.offer) });
    case "declined":
      return say(locale, "state.declined", { value: text(state.declined) });
    case "withdrawn":
      return say(locale, "state.withdrawn");
    default:
      return state.state satisfies never;
  }
}

function moves(states: readonly (TermState | undefined)[], { locale }: Io): string {
  const next = new Set(states.flatMap((state): Party[] => (state?.next ? [state.next] : [])));
  if (next.size === 2) return say(locale, "agree.both");
  const [party] = next;
  return party ? say(locale, `party.${party}`) : "–";
}
