/**
 * Dimensional analysis of every formula of a model, with mathjs units. All units are independent of each other, time units too: minutes
 * become hours only by a constant declared as min/h, so a forgotten ÷ 60 is found. Loads mathjs (0.7 s), so it is for checks only.
 */
import type { Unit } from "mathjs";
import { closest } from "../finding/closest.ts";
import { error, type Finding, type Place, warning } from "../finding/finding.ts";
import { words } from "../text/say.ts";
import { isUnread, placeInFormula } from "./check-names.ts";
import type { FormulaNode } from "./formula/tree.ts";
import { asMeasure, divide, isSame, type Measure, multiply, raise, showMeasure } from "./measure.ts";
import type { Driver, Formula, Model, Row, Table } from "./model.ts";
import type { PlaceIn } from "./place-in.ts";
import { measureName } from "./quantities.ts";

/** Units every model has. */
export const builtInUnits = ["money", "min", "h", "day", "week", "month", "quarter", "yr"] as const;

/** How people write those units. */
const usualSpellings: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "1": ["%", "％", "pt", "percent", "比例", "百分比"],
    money: ["cny", "rmb", "usd", "eur", "gbp", "jpy", "hkd", "¥", "￥", "$", "€", "元", "万元", "{currency}", "cost"],
    min: ["minute", "minutes", "mins", "分钟", "分"],
    h: ["hour", "hours", "hr", "hrs", "小时", "工时"],
    day: ["days", "d", "天", "日"],
    week: ["weeks", "周"],
    month: ["months", "月", "个月"],
    quarter: ["quarters", "季度"],
    yr: ["year", "years", "y", "a", "年"],
  }).flatMap(([unit, spellings]) => spellings.map(spelling => [spelling, unit] as const)),
);

/** `placeIn` tells where a unit was written; without it, findings stand at the id of the item. */
export async function checkUnits(model: Model, placeIn: PlaceIn = atItems(model)): Promise<Finding[]> {
  const { all, create } = await import("mathjs");
  if (!all) throw new Error("mathjs came without its functions");
  const math = create(all, {});
  const ids = [...builtInUnits, ...model.units.map(({ id }) => id)];
  const symbols = new Map(ids.map((id, index) => [id, `valuebook${letters(index)}`]));
  for (const symbol of symbols.values()) math.createUnit(symbol);
  return new UnitCheck(model, placeIn, symbols, text => math.unit(1, text)).run();
}

function atItems(model: Model): PlaceIn {
  return (list, index) => {
    const known =
      list === "drivers" ||
      list === "rows" ||
      list === "costs" ||
      list === "indicators" ||
      list === "tables" ||
      list === "warnings";
    const item = known ? model[list][index] : undefined;
    if (!item) throw new Error(`no ${list}[${index}] in the model`);
    return item.place;
  };
}

/** 0 → a, 26 → ba: mathjs names units with letters only. */
function letters(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

/** Where a formula stands in the model: in a list, at an index, at steps within the item. */
type Written = readonly ["indicators" | "rows" | "costs" | "tables" | "warnings", number, ...(string | number)[]];

/** The place of a field of an item. */
type AtField = (...steps: (string | number)[]) => Place;

class Fault extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.code);
    this.finding = finding;
  }
}

class UnitCheck {
  private readonly measures = new Map<string, Measure>();
  private readonly findings: Finding[] = [];
  private readonly model: Model;
  private readonly placeIn: PlaceIn;
  private readonly symbols: ReadonlyMap<string, string>;
  private readonly unit: (text: string) => Unit;

  constructor(model: Model, placeIn: PlaceIn, symbols: ReadonlyMap<string, string>, unit: (text: string) => Unit) {
    this.model = model;
    this.placeIn = placeIn;
    this.symbols = symbols;
    this.unit = unit;
  }

  run(): Finding[] {
    for (const list of ["drivers", "rows"] as const)
      this.model[list].forEach((item, index) => {
        this.declare(item, (...steps) => this.placeIn(list, index, ...steps));
      });
    this.model.tables.forEach((table, index) => {
      table.measures.forEach((measure, n) => {
        const at: AtField = (...steps) => this.placeIn("tables", index, "measures", n, ...steps);
        this.declare({ ...measure, id: measureName(table, measure) }, at);
      });
    });
    this.model.tables.forEach((table, index) => void this.table(table, index));
    this.model.rows.forEach(({ formula, unit }, index) => {
      if (this.measures.has(this.model.rows[index]?.id ?? ""))
        this.check(formula, unit, this.measures, ["rows", index]);
    });
    this.model.costs.forEach(({ initial, yearly }, index) => {
      if (initial) this.check(initial, "money", this.measures, ["costs", index]);
      if (yearly) this.check(yearly, "money/yr", this.measures, ["costs", index]);
    });
    this.model.indicators.forEach((indicator, index) => {
      const level = this.read(indicator.unit, () => this.placeIn("indicators", index, "unit"));
      if (!level) return;
      const names = new Map([...this.measures, ["baseline", level], ["target", level]] as const);
      if (indicator.measure)
        this.check(indicator.measure.formula, indicator.unit, this.measures, ["indicators", index, "measure"]);
      indicator.monetization.forEach(({ formula, recurrence }, n) => {
        this.check(formula, recurrence === "yearly" ? "money/yr" : "money", names, [
          "indicators",
          index,
          "monetization",
          n,
        ]);
      });
    });
    this.model.warnings.forEach(({ when, table }, index) => {
      const columns = table === undefined ? this.measures : this.columnsOf(table);
      this.check(when, "1", columns, ["warnings", index]);
    });
    return this.findings;
  }

  private declare({ id, unit, format }: Pick<Driver | Row, "id" | "unit" | "format">, at: AtField): void {
    const measure = this.read(unit, () => at("unit"));
    if (!measure) return;
    this.measures.set(id, measure);
    const isMoney = unit.split(/[/*]/)[0] === "money";
    if (isMoney !== (format === "money")) this.findings.push(warning("unit-format", at("format"), { unit, format }));
  }

  private readonly columns = new Map<string, ReadonlyMap<string, Measure>>();

  /** The columns of a table, its measures, and the drivers. */
  private columnsOf(table: string): ReadonlyMap<string, Measure> {
    return this.columns.get(table) ?? this.measures;
  }

  private table(table: Table, index: number): void {
    const names = new Map(this.measures);
    const at = (...steps: (string | number)[]) => this.placeIn("tables", index, ...steps);
    const row = this.read(table.unit, () => at("unit"));
    table.columns.forEach((column, n) => {
      if (column.kind === "text") return;
      if (column.kind === "level") names.set(column.id, "plain");
      else if (column.kind === "linked")
        names.set(column.id, this.measures.get(`${column.table}.${column.measure}`) ?? "any");
      else names.set(column.id, this.read(column.unit, () => at("columns", n, "unit")) ?? "any");
    });
    for (const each of table.measures) names.set(each.id, this.measures.get(measureName(table, each)) ?? "any");
    this.columns.set(table.id, names);
    table.columns.forEach((column, n) => {
      if (column.kind === "calculated") this.check(column.formula, column.unit, names, ["tables", index, "columns", n]);
    });
    this.row = row ?? "any";
    table.measures.forEach(({ formula, unit }, n) => {
      this.check(formula, unit, names, ["tables", index, "measures", n]);
    });
  }

  /** What COUNT counts. */
  private row: Measure = "plain";

  /** A unit as written (contact/wo, h/technician/yr, 1), or a finding. */
  private read(text: string, place: () => Place): Measure | undefined {
    let spelled = "";
    for (const part of text.split(/([/*])/)) {
      const id = part.trim();
      if (id === "/" || id === "*" || id === "1") spelled += id;
      else {
        const symbol = this.symbols.get(id);
        if (!symbol) {
          const meant = usualSpellings.get(id.toLowerCase());
          const suggestion = meant ? words("suggest.near", { names: meant }) : closest(id, this.symbols.keys());
          this.findings.push(error("unit-unknown", place(), { unit: id, suggestion }));
          return undefined;
        }
        spelled += symbol;
      }
    }
    return /^1([/*]1)*$/.test(spelled) ? "plain" : asMeasure(this.unit(spelled));
  }

  private check(formula: Formula, expectedText: string, names: ReadonlyMap<string, Measure>, at: Written): void {
    if (isUnread(formula)) return;
    const expected = this.read(expectedText, () => formula.place);
    if (!expected) return;
    const [list, index, ...steps] = at;
    const constants = new Map(
      Object.entries(formula.constants).map(([written, unit]) => {
        return [
          written,
          this.read(unit, () => this.placeIn(list, index, ...steps, "constants", written)) ?? "any",
        ] as const;
      }),
    );
    const ofNumber = (node: FormulaNode & { kind: "number" }) =>
      constants.get(node.text) ?? (node.value === 0 ? "any" : "plain");
    try {
      const found = this.measure(formula.tree, formula, node =>
        node.kind === "number" ? ofNumber(node) : (names.get(node.name) ?? "any"),
      );
      if (isSame(found, expected)) return;
      const lacking = this.show(divide(expected, found));
      const isYear = lacking === "yr" || lacking === "1/yr";
      const advice = isYear ? words("advice.unit-yearly") : words("advice.unit-left", { unit: lacking });
      this.findings.push(
        error("unit-result", formula.place, { found: this.show(found), expected: expectedText, advice }),
      );
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown;
      this.findings.push(thrown.finding);
    }
  }

  private measure(
    node: FormulaNode,
    formula: Formula,
    ofLeaf: (leaf: FormulaNode & { kind: "number" | "name" }) => Measure,
  ): Measure {
    const of = (child: FormulaNode) => this.measure(child, formula, ofLeaf);
    switch (node.kind) {
      case "number":
      case "name":
        return ofLeaf(node);
      case "text":
        return "any";
      case "minus":
      case "percent":
        return of(node.of);
      case "binary":
        return this.binary(node, of, formula);
      case "call":
        return this.call(node, of, formula);
      default:
        return node satisfies never;
    }
  }

  private binary(
    node: FormulaNode & { kind: "binary" },
    of: (child: FormulaNode) => Measure,
    formula: Formula,
  ): Measure {
    const left = of(node.left);
    const right = of(node.right);
    switch (node.operator) {
      case "*":
        return multiply(left, right);
      case "/":
        return divide(left, right);
      case "^":
        return this.power(left, right, node.right, formula);
      case "+":
      case "-":
        return this.alike([left, right], formula, node);
      default:
        this.alike([left, right], formula, node);
        return "plain";
    }
  }

  private call(node: FormulaNode & { kind: "call" }, of: (child: FormulaNode) => Measure, formula: Formula): Measure {
    const args = node.args.map(of);
    switch (node.name) {
      case "IF":
        return this.alike(args.slice(1), formula, node);
      case "AND":
      case "OR":
      case "NOT":
      case "SIGN":
        return "plain";
      case "COUNT":
        return this.row;
      case "SUMPRODUCT":
      case "PRODUCT":
        return args.reduce((a, b) => multiply(a, b), "plain");
      case "POWER":
        return this.power(args[0] ?? "any", args[1] ?? "any", node.args[1], formula);
      case "ROUND":
        if (node.args[1]) this.plain(args[1] ?? "any", node.args[1], formula);
        return args[0] ?? "any";
      case "SQRT":
        return raise(args[0] ?? "any", 0.5);
      case "EXP":
      case "LN":
        this.plain(args[0] ?? "any", node, formula);
        return "plain";
      default:
        return this.alike(args, formula, node);
    }
  }

  private power(base: Measure, exponent: Measure, written: FormulaNode | undefined, formula: Formula): Measure {
    if (written) this.plain(exponent, written, formula);
    if (base === "any" || base === "plain") return base;
    if (written?.kind !== "number")
      throw new Fault(
        error("unit-exponent", placeInFormula(formula, written?.span ?? formula.tree.span), { found: this.show(base) }),
      );
    return raise(base, written.value);
  }

  private plain(measure: Measure, node: FormulaNode, formula: Formula): void {
    if (measure === "plain" || measure === "any") return;
    throw new Fault(error("unit-exponent", placeInFormula(formula, node.span), { found: this.show(measure) }));
  }

  private alike(measures: readonly Measure[], formula: Formula, node: FormulaNode): Measure {
    const [first = "any", ...rest] = measures.filter(measure => measure !== "any");
    const other = rest.find(measure => !isSame(first, measure));
    if (other === undefined) return first;
    throw new Fault(
      error("unit-mismatch", placeInFormula(formula, node.span), { left: this.show(first), right: this.show(other) }),
    );
  }

  private show(measure: Measure): string {
    return showMeasure(measure, this.symbols);
  }
}
