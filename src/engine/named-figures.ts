/** What the figures of a calculation are called, and where they stand. */
import type { Model } from "../model/model.ts";
import type { Calculation } from "./calculation.ts";
import type { CellRef } from "./plan/plan.ts";
import { isWord } from "./plan/words.ts";

/** By the name of a cell, of a figure (`summary.` may be left out), or of an indicator (its lines). */
export function namedFigures({ plan }: Calculation, model: Model): Map<string, CellRef[]> {
  const found = new Map<string, CellRef[]>();
  for (const [name, ref] of plan.names) if (!isWord(name)) found.set(name, [ref]);
  for (const sheet of plan.sheets) {
    for (const { figure, ref } of sheet.cells) {
      const short = /^summary\.(.+)$/.exec(figure ?? "")?.[1] ?? figure;
      if (short && !found.has(short)) found.set(short, [ref]);
    }
  }
  for (const { id, monetization } of model.indicators) {
    const lines = monetization.flatMap(
      line => found.get(`line.${id}.${line.id}.net`) ?? found.get(`line.${id}.${line.id}.gross`) ?? [],
    );
    if (lines.length > 0) found.set(id, lines);
  }
  return found;
}
