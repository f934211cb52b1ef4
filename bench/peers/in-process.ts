/** Others at the same work: HyperFormula with its inputs set in one batch, and mathjs with each formula of the plan compiled. */
import { HyperFormula } from "hyperformula";
import { all, create } from "mathjs";
import { sheetContents } from "../../src/engine/calculate.ts";
import { type CellRef, keyOf, type PlanFormula } from "../../src/engine/plan/plan.ts";
import type { Sample } from "../sample-plans.ts";

/** Milliseconds of each draw: every input set in a batch, the headlines read. */
export function hyperFormulaDraws(sample: Sample, draws: readonly Float64Array[], count: number): number[] {
  const engine = HyperFormula.buildFromSheets(sheetContents(sample.plan), {
    licenseKey: "gpl-v3",
    precisionRounding: 14,
    evaluateNullToZero: false,
    useArrayArithmetic: false,
    undoLimit: 0,
  });
  const address = ({ sheet, row, column }: CellRef) => ({
    sheet: engine.getSheetId(sheet) ?? -1,
    row: row - 1,
    col: column - 1,
  });
  const [inputs, outputs] = [sample.uncertain.map(address), sample.headlines.map(address)];
  const times = Array.from({ length: count }, (_, draw) => {
    const start = performance.now();
    engine.batch(() => {
      inputs.forEach((cell, index) => void engine.setCellContents(cell, draws[index]?.[draw] ?? 0));
    });
    for (const cell of outputs) engine.getCellValue(cell);
    return performance.now() - start;
  });
  engine.destroy();
  return times;
}

/** Milliseconds of each draw, and NPV of the last one. */
export function mathjsDraws(
  sample: Sample,
  draws: readonly Float64Array[],
  count: number,
): { times: number[]; npv: unknown } {
  const math = create(all ?? {});
  const cells = new Map(sample.plan.sheets.flatMap(sheet => sheet.cells.map(cell => [keyOf(cell.ref), cell] as const)));
  const nameOf = ({ sheet, row, column }: CellRef) => `${sheet.replace("-", "_")}_${row}_${column}`;
  const scope = new Map<string, unknown>(spreadsheetFunctions);
  const steps: { name: string; code: { evaluate(scope: Map<string, unknown>): unknown } }[] = [];
  const seen = new Set<string>();
  const visit = (ref: CellRef): string => {
    const name = nameOf(ref);
    if (seen.has(name)) return name;
    seen.add(name);
    const content = cells.get(keyOf(ref))?.content;
    if (content?.kind === "formula") {
      const text = print(content.formula);
      steps.push({ name, code: math.compile(text) });
    } else if (content?.kind === "input") scope.set(name, content.value);
    else if (content?.kind === "word" || content?.kind === "choice") scope.set(name, content.word);
    else scope.set(name, content?.kind === "label" && typeof content.text === "number" ? content.text : "");
    return name;
  };
  const print = (tree: PlanFormula): string => {
    switch (tree.kind) {
      case "number":
        return tree.text;
      case "text":
        return JSON.stringify(tree.value);
      case "cell":
        return visit(tree);
      case "range":
        return `[${cellsOf(tree.from, tree.to).map(visit).join(",")}]`;
      case "minus":
        return `(-${print(tree.of)})`;
      case "percent":
        return `(${print(tree.of)}/100)`;
      case "binary": {
        const operator = { "=": "EQ", "<>": "NE" }[tree.operator as "=" | "<>"];
        const [left, right] = [print(tree.left), print(tree.right)];
        return operator ? `${operator}(${left},${right})` : `(${left}${tree.operator}${right})`;
      }
      case "call": {
        const args = tree.args.map(print);
        return tree.name === "IF" ? `((${args[0]})?(${args[1]}):(${args[2]}))` : `${tree.name}(${args.join(",")})`;
      }
      default:
        return tree satisfies never;
    }
  };
  // ROI, payback and NPV; the IRR is left out in mathjs' favour.
  for (const ref of sample.headlines.slice(0, 3)) visit(ref);
  const inputs = sample.uncertain.map(nameOf);
  const times = Array.from({ length: count }, (_, draw) => {
    const start = performance.now();
    inputs.forEach((name, index) => void scope.set(name, draws[index]?.[draw] ?? 0));
    for (const { name, code } of steps) scope.set(name, code.evaluate(scope));
    return performance.now() - start;
  });
  const [npv] = sample.headlines;
  return { times, npv: npv && scope.get(nameOf(npv)) };
}

function cellsOf(from: CellRef, to: CellRef): CellRef[] {
  const [rows, columns] = [to.row - from.row + 1, to.column - from.column + 1];
  return Array.from({ length: rows * columns }, (_, at) => ({
    ...from,
    row: from.row + Math.floor(at / columns),
    column: from.column + (at % columns),
  }));
}

type Item = number | string | boolean | null;
/** mathjs hands arrays over as its own matrices. */
const flat = (args: readonly unknown[]): Item[] =>
  args.flatMap(arg =>
    arg !== null && typeof arg === "object" && "toArray" in arg
      ? (arg as { toArray(): Item[] }).toArray()
      : [arg as Item],
  );
const numbers = (args: readonly unknown[]): number[] => flat(args).filter(item => typeof item === "number");
const spreadsheetFunctions: [string, (...args: unknown[]) => Item][] = [
  ["EQ", (a, b) => a === b],
  ["NE", (a, b) => a !== b],
  ["COUNT", (...args) => numbers(args).length],
  ["SUM", (...args) => numbers(args).reduce((sum, each) => sum + each, 0)],
  ["PRODUCT", (...args) => numbers(args).reduce((product, each) => product * each, 1)],
  ["MIN", (...args) => Math.min(...numbers(args))],
  ["MAX", (...args) => Math.max(...numbers(args))],
  ["AND", (...args) => flat(args).every(Boolean)],
  ["OR", (...args) => flat(args).some(Boolean)],
  ["NOT", value => !value],
  ["ISNUMBER", value => typeof value === "number"],
  ["ABS", value => Math.abs(Number(value))],
  ["SIGN", value => Math.sign(Number(value))],
  ["INT", value => Math.floor(Number(value))],
  ["INDEX", (range, place) => flat([range])[Number(place) - 1] ?? null],
  ["MATCH", (key, range) => flat([range]).indexOf(key as Item) + 1],
  [
    "SUMIFS",
    (summed, range, criterion) => {
      const tested = flat([range]);
      return numbers([summed]).reduce((sum, each, at) => (tested[at] === criterion ? sum + each : sum), 0);
    },
  ],
  [
    "MEDIAN",
    (...args) => {
      const sorted = numbers(args).sort((a, b) => a - b);
      return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
    },
  ],
];
