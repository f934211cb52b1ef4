/** A calculated plan as text, one cell a line: address, name, role, formula or text, value. */

import { keyOf } from "../../src/engine/plan/plan.ts";
import { plainAddress, printPlanFormula } from "../../src/engine/plan/print-formula.ts";
import type { Calculation } from "../../src/index.ts";
import { inLocale } from "../../src/text/locale.ts";

export function planText({ plan, values }: Calculation): string {
  const names = new Map([...plan.names].map(([name, ref]) => [keyOf(ref), name]));
  const style = {
    nameAt: (ref: Parameters<typeof keyOf>[0]) => names.get(keyOf(ref)),
    sheetName: (sheet: string) => `'${sheet}'`,
  };
  return plan.sheets
    .map(sheet => {
      const lines = sheet.cells.map(({ ref, content, role, name }) => {
        const value = values.get(keyOf(ref));
        const shown =
          typeof value === "number"
            ? Number(value.toPrecision(12))
            : typeof value === "object"
              ? JSON.stringify(value)
              : value;
        const what =
          content.kind === "formula"
            ? `${printPlanFormula(content.formula, sheet.id, style)}  → ${shown}`
            : content.kind === "label"
              ? typeof content.text === "number"
                ? content.text
                : inLocale(content.text, "en")
              : content.kind === "input"
                ? `[${content.value ?? ""}]`
                : content.kind === "answer"
                  ? "[?]"
                  : `[${content.word}]`;
        return `${plainAddress(ref)}\t${role}${name ? `\t${name}` : ""}\t${what}`;
      });
      return [`## ${sheet.id}`, ...lines].join("\n");
    })
    .join("\n\n")
    .concat("\n");
}
