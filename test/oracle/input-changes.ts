/** Changes of inputs to try on any plan: what people do to a workbook in a negotiation, mistakes included. */
import { keyOf, type PlannedCell, type WorkbookPlan } from "../../src/engine/plan/plan.ts";
import type { InputChanges, InputValue } from "./with-inputs.ts";

/** Named sets of changes. */
export function changesToTry(plan: WorkbookPlan): Map<string, InputChanges> {
  const inputs = plan.sheets.flatMap(({ cells }) => cells);
  const choices = inputs.filter(({ content }) => content.kind === "choice" && content.allowed.words.includes("no"));
  const others = inputs.filter(({ content }) => content.kind === "choice" && !content.allowed.words.includes("no"));
  const numbers = inputs.filter(({ content }) => content.kind === "input");
  const ofSheet = (sheet: string) => numbers.filter(({ ref }) => ref.sheet === sheet);
  return new Map([
    ["one choice turned", changed(choices.slice(0, 1), turned)],
    ["every choice turned", changed(choices, turned)],
    ["nothing chosen", changed(choices, () => "no")],
    ["everything chosen", changed(choices, () => "yes")],
    ["other words chosen", changed(others, cell => lastWord(cell))],
    [
      "drivers by odd factors",
      changed(ofSheet("drivers"), (cell, index) => numberOf(cell) * (0.83 + (index % 7) / 11)),
    ],
    ["half of a driver's value", changed(ofSheet("drivers").slice(0, 1), cell => numberOf(cell) / 2)],
    ["one driver blank", changed(ofSheet("drivers").slice(0, 1), () => null)],
    [
      "every fifth input blank",
      changed(
        numbers.filter((_, index) => index % 5 === 2),
        () => null,
      ),
    ],
    ["all inputs blank", changed(numbers, () => null)],
    ["all inputs zero", changed(numbers, () => 0)],
    ["inputs at their bounds", changed(numbers, bound)],
    [
      "costs a hundredfold",
      changed(
        ofSheet("inputs").filter(({ format }) => format === "money"),
        cell => numberOf(cell) * 100,
      ),
    ],
    [
      "a discount rate of 23.7%",
      changed(
        inputs.filter(({ name }) => name === "discount_rate"),
        () => 0.237,
      ),
    ],
  ]);
}

function changed(cells: readonly PlannedCell[], to: (cell: PlannedCell, index: number) => InputValue): InputChanges {
  return new Map(cells.map((cell, index) => [keyOf(cell.ref), to(cell, index)]));
}

const turned = ({ content }: PlannedCell): InputValue =>
  content.kind === "choice" && content.word === "yes" ? "no" : "yes";
const numberOf = ({ content }: PlannedCell): number => (content.kind === "input" ? (content.value ?? 0) : 0);

/** The least that may be typed, and the most, in turns; what has no bound keeps its value. */
function bound({ content }: PlannedCell, index: number): InputValue {
  if (content.kind !== "input" || content.allowed.kind !== "number") return 0;
  const { min, max } = content.allowed;
  return (index % 3 === 0 ? min : max) ?? content.value ?? 0;
}

function lastWord({ content }: PlannedCell): InputValue {
  const last = content.kind === "choice" ? content.allowed.words.at(-1) : undefined;
  if (!last) throw new Error("a choice without words");
  return last;
}
