/**
 * Files of a metric model → Model. Takes their texts, gives the model and every finding; no model while there are errors in it.
 * What the units say is checked apart (`checkUnits`), because it loads a heavy library.
 */
import { closest } from "../finding/closest.ts";
import { error, type Finding, hasErrors, type Place } from "../finding/finding.ts";
import { exactText, percentText } from "../text/format.ts";
import { listed } from "../text/list.ts";
import { words } from "../text/say.ts";
import { checkModel } from "./check-model.ts";
import { readFields } from "./fields.ts";
import { type FunctionSignature, modelFunctions } from "./formula/functions.ts";
import { parseFormula } from "./formula/parse.ts";
import { adviceFor } from "./formula/typed-signs.ts";
import type { CostLine, Formula, Indicator, Model, MonetizationLine, NumberStyle } from "./model.ts";
import type { PlaceIn } from "./place-in.ts";
import { resolveTable } from "./resolve-table.ts";
import { type ModelFile, modelFileSchema, readsLevels } from "./schema.ts";
import { type Path, readYaml, type SourceFile, type YamlSource } from "./yaml-source.ts";

export interface ParsedModel {
  readonly model?: Model;
  readonly findings: Finding[];
  /** The model as far as it could be read, for the checks that run even where there are errors; and where its parts were written. */
  readonly draft?: { readonly model: Model; readonly placeIn: PlaceIn };
}

export function parseModel(files: readonly SourceFile[], folder: string): ParsedModel {
  const findings: Finding[] = [];
  const read: { source: YamlSource; fields: ModelFile }[] = [];
  for (const file of files.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    const { source, findings: syntax } = readYaml(file);
    findings.push(...syntax);
    if (!source) continue;
    const { fields, findings: shape } = readFields(source, modelFileSchema);
    findings.push(...shape);
    if (fields) read.push({ source, fields });
  }
  const header = read.find(({ fields }) => fields.model !== undefined);
  if (!header?.fields.model) {
    if (!hasErrors(findings)) findings.push(error("model-empty", { file: folder, line: 1, column: 1, length: 1 }));
    return { findings };
  }
  const { id, version, name, description, starter = [] } = header.fields.model;
  const resolver = new Resolver(read, findings);
  const model: Model = {
    id,
    version,
    name,
    description,
    starter,
    units: resolver.all("units", item => item),
    stages: resolver.all("stages", item => item),
    dimensions: resolver.all("dimensions", item => item),
    grades: resolver.all("grades", item => item),
    tasks: resolver.all("tasks", item => item),
    indicators: resolver.all("indicators", (item, at) => resolver.indicator(item, at)),
    drivers: resolver.all(
      "drivers",
      ({ "shown-as": shownAs, "typical-source": typicalSource, range, kind, ...rest }, at) => ({
        ...rest,
        shownAs,
        typicalSource,
        range: resolver.range(range, rest.format, at, "range"),
        ...(kind ? { kind } : {}),
        place: at.place("id"),
      }),
    ),
    rows: resolver.all("rows", ({ "shown-as": shownAs, formula, constants, ...rest }, at) => ({
      ...rest,
      shownAs,
      formula: resolver.formula(formula, constants, at, "formula"),
      place: at.place("id"),
    })),
    costs: resolver.all("costs", (item, at) => resolver.cost(item, at)),
    tables: resolver.all("tables", (item, at) =>
      resolveTable(item, {
        place: at.place,
        formula: (text, constants, steps, functions) =>
          resolver.formulaWith(functions ?? modelFunctions, text, constants, at, ...steps),
        range: (range, format, steps) => resolver.range(range, format, at, ...steps),
        found: finding => void findings.push(finding),
      }),
    ),
    warnings: resolver.all("warnings", ({ when, constants, table, ...rest }, at) => ({
      ...rest,
      ...(table === undefined ? {} : { table }),
      when: resolver.formula(when, constants, at, "when"),
      place: at.place("id"),
    })),
    overlaps: resolver.all("overlaps", (item, at) => ({ ...item, place: at.place() })),
    overlapGroups: resolver.all("overlap-groups", item => item),
    levers: resolver.all("levers", item => item),
    serviceProducts: resolver.all("service-products", item => item),
    sources: resolver.all("sources", item => item),
    examples: resolver.all("examples", ({ tables, ...item }, at) => ({
      ...item,
      tables: tables ?? {},
      place: at.place(),
    })),
    levelExamples: resolver.all("level-examples", ({ drivers, tables, ...rest }, at) => ({
      ...rest,
      drivers: drivers ?? {},
      tables: tables ?? {},
      place: at.place(),
    })),
  };
  const placeIn: PlaceIn = (list, index, ...steps) => resolver.placeIn(list, index, steps);
  const checked = [...findings, ...checkModel(model, placeIn), ...checkStarter(model, header.source)];
  const isWhole = read.length === files.length;
  return {
    ...(hasErrors(checked) ? {} : { model }),
    findings: withoutEchoes(checked, isWhole),
    ...(isWhole ? { draft: { model, placeIn } } : {}),
  };
}

/** What follows from a file that could not be read, or from a name that was mistyped, would only hide the cause. */
function withoutEchoes(findings: readonly Finding[], isWhole: boolean): Finding[] {
  const isMistyped = findings.some(({ code }) => code === "unknown-name" || code.startsWith("formula-"));
  const echoes = [
    ...(isWhole ? [] : ["unknown-reference", "unknown-name", "driver-unused", "margin-missing"]),
    ...(isMistyped ? ["driver-unused"] : []),
  ];
  return findings.filter(({ code }) => !echoes.includes(code));
}

function checkStarter({ starter, indicators }: Model, source: YamlSource): Finding[] {
  const known = indicators.map(({ id }) => id);
  return starter.flatMap((id, index) => {
    if (known.includes(id)) return [];
    const values = { kind: words("kind.indicator"), id, suggestion: closest(id, known) };
    return [error("unknown-reference", source.placeOf(["model", "starter", index]), values)];
  });
}

type ListKey = Exclude<keyof ModelFile, "model">;
type Item<K extends ListKey> = NonNullable<ModelFile[K]>[number];

/** Where an item stands, and the places of its parts. */
interface At {
  readonly source: YamlSource;
  readonly path: Path;
  place(...steps: Path): Place;
}

/** Turns written items into resolved ones, and keeps where each stood. */
class Resolver {
  private readonly places = new Map<ListKey, At[]>();
  private readonly read: readonly { source: YamlSource; fields: ModelFile }[];
  private readonly findings: Finding[];

  constructor(read: readonly { source: YamlSource; fields: ModelFile }[], findings: Finding[]) {
    this.read = read;
    this.findings = findings;
  }

  all<K extends ListKey, T>(key: K, resolve: (item: Item<K>, at: At) => T): T[] {
    const ats: At[] = [];
    const items = this.read.flatMap(({ source, fields }) =>
      ((fields[key] ?? []) as Item<K>[]).map((item, index) => {
        const path = [key, index];
        const at: At = { source, path, place: (...steps) => source.placeOf([...path, ...steps]) };
        ats.push(at);
        return resolve(item, at);
      }),
    );
    this.places.set(key, ats);
    return items;
  }

  placeIn(list: ListKey, index: number, steps: Path): Place {
    const at = this.places.get(list)?.[index];
    if (!at) throw new Error(`no ${list}[${index}] was read`);
    return at.place(...steps);
  }

  range(
    [min = 0, max = 0]: readonly number[],
    format: NumberStyle,
    at: At,
    ...steps: Path
  ): { min: number; max: number } {
    this.rising([min, max], format, at, ...steps);
    return { min, max };
  }

  /** A finding for the first number that is above the next. */
  rising(values: readonly number[], format: NumberStyle, at: At, ...steps: Path): void {
    const index = values.findIndex((value, n) => value > (values[n + 1] ?? value));
    if (index < 0) return;
    const shown = (value = 0) => (format === "percent" ? percentText(value) : exactText(value));
    this.findings.push(
      error("range-order", at.place(...steps), { low: shown(values[index]), high: shown(values[index + 1]) }),
    );
  }

  formula(text: string, constants: Record<string, string> | undefined, at: At, ...steps: Path): Formula {
    return this.formulaWith(modelFunctions, text, constants, at, ...steps);
  }

  formulaWith(
    functions: ReadonlyMap<string, FunctionSignature>,
    text: string,
    constants: Record<string, string> | undefined,
    at: At,
    ...steps: Path
  ): Formula {
    const trimmed = text.trim();
    const { tree, fault } = parseFormula(trimmed, functions);
    const path = [...at.path, ...steps];
    const indent = text.length - text.trimStart().length;
    if (fault) {
      const place = at.source.placeWithin(path, indent + fault.span.start, indent + fault.span.end);
      const allowed = fault.code === "formula-function" ? { allowed: listed([...functions.keys()]) } : {};
      const advice = fault.code === "formula-unexpected" ? { advice: adviceFor(fault.values.found) } : {};
      this.findings.push({
        code: fault.code,
        severity: "error",
        values: { ...fault.values, ...allowed, ...advice },
        place,
      });
    }
    const place = at.source.placeWithin(path, indent, indent + trimmed.length);
    return {
      text: trimmed,
      tree: tree ?? { kind: "number", value: 0, text: "0", span: { start: 0, end: 0 } },
      constants: constants ?? {},
      place,
    };
  }

  cost({ initial, yearly, constants, "risk-adjustment": risk, ...rest }: Item<"costs">, at: At): CostLine {
    if (initial === undefined && yearly === undefined)
      this.findings.push(error("missing-field", at.place("id"), { field: "yearly" }));
    return {
      ...rest,
      ...(initial === undefined ? {} : { initial: this.formula(initial, constants, at, "initial") }),
      ...(yearly === undefined ? {} : { yearly: this.formula(yearly, constants, at, "yearly") }),
      riskAdjustment: risk ?? 0,
      place: at.place("id"),
    };
  }

  indicator(item: Item<"indicators">, at: At): Indicator {
    const { "shown-as": shownAs, bounds, typical, monetization = [], measure, groups, ...rest } = item;
    const { min: low, max: high } = this.range(typical.baseline.range, rest.format, at, "typical", "baseline", "range");
    const [least = 0, likely = 0, most = 0] = typical.improvement.range;
    const sizes = typical.improvement.by === "relative" ? "percent" : rest.format;
    this.rising([least, likely, most], sizes, at, "typical", "improvement", "range");
    if (least < 0) this.findings.push(error("improvement-negative", at.place("typical", "improvement", "range")));
    return {
      ...rest,
      shownAs,
      hasLevels: monetization.length === 0 || monetization.some(({ formula }) => readsLevels(formula)),
      bounds: this.range(bounds, rest.format, at, "bounds"),
      typical: {
        baseline: { low, high, sources: typical.baseline.sources ?? [] },
        improvement: {
          by: typical.improvement.by,
          low: least,
          likely,
          high: most,
          sources: typical.improvement.sources ?? [],
          adjusted: typical.improvement.adjusted ?? false,
        },
        ...(typical.note ? { note: typical.note } : {}),
        related: typical.related ?? [],
      },
      monetization: monetization.map((line, index) => this.line(line, at, index)),
      ...(measure
        ? {
            measure: {
              formula: this.formula(measure.formula, measure.constants, at, "measure", "formula"),
              ...(measure.tolerance === undefined ? {} : { tolerance: measure.tolerance }),
            },
          }
        : {}),
      groups: groups ?? [],
      place: at.place("id"),
    };
  }

  private line(
    { formula, constants, alternative, name, note, ...rest }: NonNullable<Item<"indicators">["monetization"]>[number],
    at: At,
    index: number,
  ): MonetizationLine {
    return {
      ...rest,
      ...(name ? { name } : {}),
      ...(note ? { note } : {}),
      alternative: alternative ?? false,
      formula: this.formula(formula, constants, at, "monetization", index, "formula"),
    };
  }
}
