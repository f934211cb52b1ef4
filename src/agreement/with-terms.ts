/**
 * Agreed values into the text of a case.yaml, in place: only what differs is touched. The result is read again and must state every
 * value exactly, and everything else as before; else it is not given, and `problem` says why.
 */
import type { Case } from "../case/case.ts";
import { canonicalGainShare, gainShareDefaults, gainShareShares } from "../case/gain-share-schema.ts";
import { readCaseFile, resolveCase } from "../case/parse-case.ts";
import { messageOf } from "../finding/print.ts";
import { hasErrors } from "../finding/finding.ts";
import { withPatch, type YamlPatch } from "../model/edit-yaml.ts";
import type { Model } from "../model/model.ts";
import { readYaml, type Path } from "../model/yaml-source.ts";
import type { Plain } from "../model/yaml-text.ts";
import { eachLocale, type Text } from "../text/locale.ts";
import { words } from "../text/say.ts";
import { readCalendar } from "./calendar-term.ts";
import type { Json } from "./canonical.ts";
import { indicatorOf, type TermChange } from "./changes.ts";
import { isSameTerm, termsOfCase } from "./terms.ts";

export type WithTerms = { readonly text: string } | { readonly problem: Text };

export function withTerms(text: string, changes: readonly TermChange[], model: Model): WithTerms {
  const before = readYaml({ file: "case.yaml", text }).source?.value as Fields | undefined;
  const kase = caseOf(text, model);
  if (!before || "problem" in kase) return { problem: words("apply.unreadable") };
  const patch = new Patch();
  for (const change of changes) putTerm(patch, change, { written: before, changes, model });
  const result = withPatch(text, patch.root, path => patch.isPercent(path));
  if (result === undefined) return { problem: words("apply.unsafe") };
  const after = caseOf(result, model);
  if ("problem" in after) return after;
  const wrong = notAsAgreed(changes, termsOfCase(kase.kase, model), termsOfCase(after.kase, model));
  if (wrong !== undefined) return { problem: words("apply.differs", { term: wrong }) };
  const others = (fields: Fields) =>
    JSON.stringify(Object.entries(fields).filter(([key]) => !patch.root.fields.has(key)));
  const now = readYaml({ file: "case.yaml", text: result }).source?.value as Fields;
  return others(before) === others(now) ? { text: result } : { problem: words("apply.unsafe") };
}

type Fields = { readonly [key: string]: unknown };

function caseOf(text: string, model: Model): { readonly kase: Case } | { readonly problem: Text } {
  const { read, findings } = readCaseFile({ file: "case.yaml", text });
  const resolved = read ? resolveCase(read, model) : { findings: [] };
  const first = [...findings, ...resolved.findings].find(finding => hasErrors([finding]));
  if (resolved.kase && !first) return { kase: resolved.kase };
  return {
    problem: first
      ? eachLocale(locale => messageOf(first, locale).message.replace(/[.。]$/, ""))
      : words("apply.unreadable"),
  };
}

/** The first term that is not what it must be: the agreed value, or what it was. */
function notAsAgreed(
  changes: readonly TermChange[],
  before: ReadonlyMap<string, Json>,
  after: ReadonlyMap<string, Json>,
): string | undefined {
  const wanted = new Map<string, Json>([...before, ...changes.map(({ term, is }) => [term, is] as const)]);
  const missing = [...wanted].find(([term, value]) => !isSameTerm(term, value, after.get(term) ?? null))?.[0];
  const newIndicators = new Set(changes.map(({ term }) => term.split(".")[0]));
  return missing ?? [...after.keys()].find(term => !wanted.has(term) && !newIndicators.has(term.split(".")[0]));
}

/** The patch that is made, and which of its numbers are shares. */
class Patch {
  readonly root = { fields: new Map<string, YamlPatch>() };
  private readonly percents = new Set<string>();

  put(path: readonly string[], value: Plain, isPercent = false): void {
    let at = this.root.fields;
    for (const step of path.slice(0, -1)) {
      const next = at.get(step);
      const fields = next && "fields" in next ? (next.fields as Map<string, YamlPatch>) : new Map<string, YamlPatch>();
      at.set(step, { fields });
      at = fields;
    }
    at.set(path.at(-1) ?? "", { value });
    if (isPercent) this.percents.add(path.join("\n"));
  }

  /** Of a list, what its place is: items are written as it says. */
  isPercent(path: Path): boolean {
    if (path[0] === "gain-share") return gainShareShares.includes(String(path.at(-1)));
    return this.percents.has(path.filter(step => typeof step === "string").join("\n"));
  }
}

interface Written {
  /** The case as it is written now. */
  readonly written: Fields;
  readonly changes: readonly TermChange[];
  readonly model: Model;
}

function putTerm(patch: Patch, { term, is, definition }: TermChange, { written, changes, model }: Written): void {
  const value = is as Plain;
  const isPercent = definition?.format === "percent";
  const ofIndicator = indicatorOf(term, model);
  if (ofIndicator) {
    const { id, field } = ofIndicator;
    const now = fieldsAt(written, "indicators", id);
    const others = changes.filter(each => each.term !== term && each.term.startsWith(`${id}.`));
    // Chosen is what an indicator is that stands in the case at all.
    if (field === "chosen" && value === true && !now && others.length > 0) return;
    if (field === "confidence" && now && "risk-adjustment" in now && !("confidence" in now))
      patch.put(["indicators", id, "risk-adjustment"], Number((1 - Number(value)).toPrecision(15)), true);
    else patch.put(["indicators", id, field], value, isPercent);
  } else if (term === "calendar") putCalendar(patch, is, fieldsAt(written, "calendar") ?? {});
  else if (term === "gain-share") putGainShare(patch, is, written[term]);
  else if (term === "ramp") patch.put(["ramp"], value, isPercent);
  else if (term.startsWith("finance.")) patch.put(term.split("."), value, isPercent);
  else putDriver(patch, term, value, isPercent, { written, changes, model });
}

/** Only what differs; the years as they are written: 3 years, 3. */
function putCalendar(patch: Patch, value: Json, written: Fields): void {
  const calendar = readCalendar(value);
  if (!calendar) return;
  for (const [field, each] of Object.entries(calendar)) {
    const now = written[field];
    if (field !== "horizon") patch.put(["calendar", field], each);
    else if (typeof now !== "string") patch.put(["calendar", field], each);
    else patch.put(["calendar", field], yearsText(now, Number(each)));
  }
}

function yearsText(written: string, years: number): string {
  const text = written.replace(/^\d+/, String(years));
  return years === 1 ? text.replace(/years$/, "year") : text.replace(/year$/, "years");
}

/** In the shape of a map or list, with the defaults that are written now. */
function putGainShare(patch: Patch, value: Json, written: unknown): void {
  const agreed = canonicalGainShare(value) ?? value;
  const kept = (terms: Plain, now: unknown): Plain => {
    const defaults = Object.entries(gainShareDefaults).filter(
      ([field]) => typeof now === "object" && now !== null && field in now,
    );
    return typeof terms === "object" ? { ...Object.fromEntries(defaults), ...terms } : terms;
  };
  const list = (each: unknown): readonly unknown[] => (Array.isArray(each) ? each : [each]);
  const all = list(agreed).map((terms, index) => kept(terms as Plain, list(written)[index]));
  patch.put(["gain-share"], Array.isArray(written) || all.length > 1 ? all : (all[0] ?? ""));
}

/** A driver is a value, or fields; one that gets an initial value must be fields. */
function putDriver(patch: Patch, term: string, value: Plain, isPercent: boolean, of: Written): void {
  const id = term.replace(/\.initial$/, "");
  const initial = of.changes.find(each => each.term === `${id}.initial`);
  const now = fieldsAt(of.written, "drivers")?.[id];
  const isShort = typeof now !== "object" || now === null || Array.isArray(now);
  const field = term === id ? "value" : "initial";
  if (!initial && isShort) patch.put(["drivers", id], value, isPercent);
  else if (initial && isShort && now !== undefined && now !== null) {
    const agreed = of.changes.find(each => each.term === id)?.is as Plain | undefined;
    patch.put(["drivers", id], { value: agreed ?? (now as Plain), initial: initial.is as Plain });
  } else patch.put(["drivers", id, field], value, isPercent);
}

/** The fields of a map that is written at a path. */
function fieldsAt(value: unknown, ...path: readonly string[]): Fields | undefined {
  const [step, ...rest] = path;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return step === undefined ? (value as Fields) : fieldsAt((value as Fields)[step], ...rest);
}
