/** The inputs of a case that may turn out differently: those it may give a distribution. Their ids are those of the tornado. */
import type { Model, NumberStyle, Range } from "../model/model.ts";
import type { Text } from "../text/locale.ts";
import { words } from "../text/say.ts";
import type { Case } from "./case.ts";
import { readersOfDrivers } from "./readers-of-drivers.ts";

/** An amount written in place of a factor on it is above this. */
const mostFactor = 10;

export interface Candidate {
  /** A driver's id, `first-time-fix-rate.target`, `investment.licence`. */
  readonly id: string;
  /** In its own unit; of several amounts together the factor on them, 1. Null where it is yet to be filled in. */
  readonly planned: number | null;
  /** Stands for several amounts: its values are factors, 100 % is as planned. */
  readonly isFactor: boolean;
  readonly format: NumberStyle;
  /** What it can be; of a driver, what is plausible (`isHard` is false). */
  readonly bounds: Range;
  readonly isHard: boolean;
  readonly unit: Text;
  /** False if no counted indicator reads it. */
  readonly isRead: boolean;
}

/** Every input of a case by its id, read or not. */
export function candidatesOf(kase: Case, model: Model): Map<string, Candidate> {
  const chosen = kase.indicators.filter(terms => terms.chosen);
  const read = readersOfDrivers({ indicators: chosen }, model);
  const candidates = [
    ...kase.indicators.flatMap(terms => ofIndicator(kase, model, terms.id)),
    ...model.drivers.flatMap((driver): Candidate[] => {
      const value = kase.drivers.get(driver.id)?.value;
      if (value === undefined) return [];
      const several = Array.isArray(value) && value.length > 1;
      const single = (Array.isArray(value) ? value[0] : value) as number | null;
      const isRead = read.has(driver.id);
      if (several) return [factor(driver.id, isRead, value.includes(null) ? null : 1)];
      const { id, format, range: bounds, shownAs: unit } = driver;
      return [{ id, planned: single, isFactor: false, format, bounds, isHard: false, unit, isRead }];
    }),
    ...kase.investment.map(({ id, initial, yearly }) => {
      const amounts = [initial, ...yearly];
      return factor(
        `investment.${id}`,
        amounts.some(amount => amount !== 0),
        amounts.includes(null) ? null : 1,
      );
    }),
  ];
  const months = { min: 0, max: kase.calendar.years * 12 };
  candidates.push({
    id: "ramp.delay",
    planned: kase.ramp.includes(null) ? null : 0,
    isFactor: false,
    format: "number",
    bounds: months,
    isHard: true,
    unit: words("unit.months"),
    isRead: true,
  });
  return new Map(candidates.map(candidate => [candidate.id, candidate]));
}

function factor(id: string, isRead: boolean, planned: number | null): Candidate {
  const bounds = { min: 0, max: mostFactor };
  return { id, planned, isFactor: true, format: "percent", bounds, isHard: true, unit: "%", isRead };
}

function ofIndicator({ indicators }: Case, model: Model, id: string): Candidate[] {
  const terms = indicators.find(each => each.id === id);
  const indicator = model.indicators.find(each => each.id === id);
  if (!terms || !indicator) return [];
  const common = { isFactor: false, isHard: true, isRead: terms.chosen && indicator.monetization.length > 0 };
  const { format, bounds, shownAs: unit } = indicator;
  const share = (term: "attribution" | "confidence"): Candidate => {
    const [format, bounds] = ["percent" as const, { min: 0, max: 1 }];
    return { ...common, id: `${id}.${term}`, planned: terms[term], format, bounds, unit: "%" };
  };
  return [
    ...(indicator.hasLevels ? [{ ...common, id: `${id}.target`, planned: terms.target, format, bounds, unit }] : []),
    share("attribution"),
    share("confidence"),
  ];
}
