/** The numbers of a case by the names of the input cells that hold them: its drivers, and the terms of its indicators. */
import type { Case } from "../case/case.ts";
import { nameOf } from "./plan/builder.ts";

/** The cells that a term may stand in (`first-time-fix-rate.target`, a driver's id): its own, or one per year of the horizon. */
export function inputsOfTerm(term: string, years: number): string[] {
  const name = nameOf(term.replace(".", "_"));
  return [name, ...Array.from({ length: years }, (_, year) => `${name}_year_${year + 1}`)];
}

/** Every number that the case itself gives a driver or a term; what is blank is left out. */
export function inputsOfCase({ drivers, indicators }: Pick<Case, "drivers" | "indicators">): Map<string, number> {
  const found = new Map<string, number>();
  const put = (name: string, value: number | null | undefined): void => {
    if (value !== null && value !== undefined) found.set(name, value);
  };
  for (const [id, { value, initial }] of drivers) {
    if (Array.isArray(value))
      (value as readonly (number | null)[]).forEach((each, year) => void put(`${id}_year_${year + 1}`, each));
    else put(id, value as number | null);
    put(`${id}_initial`, initial);
  }
  for (const { id, baseline, target, attribution, confidence } of indicators) {
    const name = nameOf(id);
    put(`${name}_baseline`, baseline);
    put(`${name}_target`, target);
    put(`${name}_attribution`, attribution);
    put(`${name}_confidence`, confidence);
  }
  return found;
}
