/**
 * What one version of a model says otherwise than another: items added, removed, and changed part by part, each with the values before
 * and after. A change can be put into the older version alone, so that its own effect can be calculated. Pure.
 */
import { exactText, percentText } from "../text/format.ts";
import { locales, type Text } from "../text/locale.ts";
import type { Model } from "./model.ts";

const lists = [
  ...[
    "units",
    "stages",
    "dimensions",
    "grades",
    "tasks",
    "indicators",
    "drivers",
    "rows",
    "costs",
    "tables",
    "warnings",
  ],
  ...["overlaps", "overlapGroups", "levers", "serviceProducts", "sources"],
] as const;
type ListKey = Exclude<
  keyof Model,
  "id" | "version" | "name" | "description" | "starter" | "examples" | "levelExamples"
>;
type Item = { readonly [key: string]: unknown };

export interface Difference {
  /** monetization.avoided-visits.formula, as the files call it. */
  readonly path: string;
  /** Undefined where it is not there. */
  readonly before?: Text;
  readonly after?: Text;
}

export interface ModelChange {
  /** As the files call it: overlap-groups. */
  readonly list: string;
  /** Of the item; of an overlap, keep → reduce. */
  readonly id: string;
  readonly kind: "added" | "removed" | "changed";
  /** Of a changed item. */
  readonly differences: readonly Difference[];
  /** Whether a figure may depend on it: texts and what is typical do not. */
  readonly movesFigures: boolean;
  /** The older version with this change alone. */
  readonly alone: Model;
}

/** Parts of items that figures depend on. */
const figureParts: Readonly<Record<string, readonly string[]>> = {
  indicators: ["unit", "better", "bounds", "monetization", "attribution", "confidence", "hasLevels", "measure"],
  rows: ["formula"],
  costs: ["initial", "yearly", "riskAdjustment"],
  tables: ["columns", "measures", "groups", "key"],
  overlaps: ["factor"],
};

export function compareModels(before: Model, after: Model): ModelChange[] {
  const base = withAdded(before, after);
  return lists.flatMap(list => changesOf(list as ListKey, before, after, base));
}

/** The older version with what the newer one adds for formulas to read; no figure changes by that alone. */
function withAdded(before: Model, after: Model): Model {
  const joined = <T extends { readonly id: string }>(old: readonly T[], now: readonly T[]): T[] => [
    ...old,
    ...now.filter(({ id }) => old.every(each => each.id !== id)),
  ];
  return {
    ...before,
    units: joined(before.units, after.units),
    drivers: joined(before.drivers, after.drivers),
    rows: joined(before.rows, after.rows),
    tables: joined(before.tables, after.tables),
  };
}

function changesOf(list: ListKey, before: Model, after: Model, base: Model): ModelChange[] {
  const old = itemsOf(before, list);
  const now = itemsOf(after, list);
  const put = (id: string, item: Item | undefined): Model => {
    const others = itemsOf(base, list);
    if (item) others.set(id, item);
    else others.delete(id);
    return { ...base, [list]: [...others.values()] };
  };
  const common = (id: string) => ({ list: written(list), id });
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id): ModelChange[] => {
    const [was, is] = [old.get(id), now.get(id)];
    const matters = Object.hasOwn(figureParts, list);
    if (!was || !is) {
      const kind = was ? "removed" : "added";
      return [{ ...common(id), kind, differences: [], movesFigures: matters, alone: put(id, is) }];
    }
    return partsOf(was, is).map(({ key, changed }) => ({
      ...common(id),
      kind: "changed",
      differences: differencesOf(was, is, key, changed),
      movesFigures: matters && (figureParts[list] ?? []).includes(key),
      alone: put(id, changed),
    }));
  });
}

/** Each part that differs, with the item as it is when that part alone is taken over; lines of monetization one by one. */
function partsOf(was: Item, is: Item): { readonly key: string; readonly changed: Item }[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap(key => {
    if (key === "place" || isSame(was[key], is[key])) return [];
    if (key !== "monetization") return [{ key, changed: { ...was, [key]: is[key] } }];
    const [old, now] = [linesOf(was), linesOf(is)];
    return [...new Set([...old.keys(), ...now.keys()])].flatMap(id => {
      const [line, other] = [old.get(id), now.get(id)];
      if (isSame(line, other)) return [];
      const lines = new Map(old);
      if (other) lines.set(id, other);
      else lines.delete(id);
      return [{ key, changed: { ...was, monetization: [...lines.values()] } }];
    });
  });
}

const linesOf = ({ monetization }: Item): Map<string, Item> =>
  new Map((monetization as Item[]).map(line => [String(line.id), line]));

function itemsOf(model: Model, list: ListKey): Map<string, Item> {
  return new Map((model[list] as readonly unknown[] as readonly Item[]).map(item => [idOf(item), item]));
}

function idOf({ id, keep, reduce, stage, name }: Item): string {
  if (typeof id === "string") return id;
  if (keep !== undefined) return `${keep} → ${reduce}`;
  const text = typeof name === "string" ? name : ((name as { en?: string; "zh-CN"?: string }).en ?? "");
  return `${stage}: ${text}`;
}

function differencesOf(was: Item, is: Item, key: string, changed: Item): Difference[] {
  const shown = showAs(is.format);
  const old = leavesOf({ [key]: was[key] }, "", shown);
  const now = leavesOf({ [key]: changed[key] }, "", shown);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(path => {
    const [before, after] = [old.get(path), now.get(path)];
    if (isSame(before, after)) return [];
    // Constants stand beside the formula that they are of.
    const beside = path.replace(/\b[a-z]+\.constants\b/, "constants");
    return [{ path: beside, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  });
}

type Show = (value: number, path: string) => Text;
const showAs =
  (format: unknown): Show =>
  (value, path) => {
    const isShare = /(^|\.)(share|factor|risk-adjustment)$/.test(path);
    const isLevel = /^(bounds|range|typical)\b/.test(path);
    return isShare || (isLevel && format === "percent") ? percentText(value) : exactText(value);
  };

/** What an item says, by path; a text in several languages is one value, a formula its text. */
function leavesOf(value: unknown, path: string, show: Show): Map<string, Text> {
  if (value === undefined || value === null) return new Map();
  if (typeof value === "number") return new Map([[path, show(value, path)]]);
  if (typeof value !== "object") return new Map([[path, String(value)]]);
  const isText = Object.keys(value).every(key => (locales as readonly string[]).includes(key));
  if (isText && !Array.isArray(value) && Object.keys(value).length > 0) return new Map([[path, value as Text]]);
  const entries = Array.isArray(value)
    ? value.map((each, index) => [typeof each?.id === "string" ? each.id : String(index + 1), each] as const)
    : Object.entries(value).filter(([key]) => key !== "place" && key !== "tree");
  return new Map(
    entries.flatMap(([key, each]) => {
      // A formula is { text, tree, constants }, and known by its own name.
      const name = key === "text" && "tree" in value ? "" : written(key);
      return [...leavesOf(each, [path, name].filter(step => step !== "").join("."), show)];
    }),
  );
}

/** shownAs → shown-as */
const written = (key: string): string =>
  /^[a-z]+[A-Z]/.test(key) ? key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`) : key;

/** Places are no part of what a model says. */
const isSame = (a: unknown, b: unknown): boolean => said(a) === said(b);
const said = (value: unknown): string | undefined =>
  JSON.stringify(value, (key, each) => (key === "place" || key === "tree" || key === "span" ? undefined : each));
