/**
 * The result of a case of which the review needs the head only: whose it is, what it stands on, how many indicators count. All else is
 * there too; the whole case is calculated when the first such figure is read.
 */
import type { Standing } from "../agreement/standing.ts";
import type { Case } from "../case/case.ts";
import type { CaseResult, Gap, PotentialResult } from "../engine/result.ts";
import { resultHead } from "../engine/result-of.ts";
import type { Model } from "../model/model.ts";

/** `failed`: the lines whose formula fails, where they are known without calculating. */
export function lateResult(
  model: Model,
  kase: Case,
  standing: Standing | undefined,
  failed: readonly Gap[] | undefined,
  all: () => CaseResult,
): CaseResult {
  // Whether the model's cost lines fail, only the whole calculation knows.
  if (!failed || model.costs.length > 0) return lateFields({}, all);
  const counted = kase.indicators.filter(({ id, chosen }) => chosen && !standing?.potential.has(id));
  const potential = (): PotentialResult => {
    const found = all().potential;
    if (!found) throw new Error("an agreement without its potential");
    return found;
  };
  return lateFields<CaseResult>(
    {
      ...resultHead(model, kase, failed, standing),
      indicators: lateList(counted.length, () => all().indicators),
      potential: standing
        ? lateFields({ indicators: lateList(standing.potential.size, () => potential().indicators) }, potential)
        : null,
    },
    all,
  );
}

/** An object of which some fields are known; the others are asked for when the first of them is read. */
function lateFields<T extends object>(known: Partial<T>, all: () => T): T {
  return new Proxy({} as T, {
    get: (_, key) => (Object.hasOwn(known, key) ? known[key as keyof T] : all()[key as keyof T]),
    has: (_, key) => key in all(),
    ownKeys: () => Reflect.ownKeys(all()),
    getOwnPropertyDescriptor: (_, key) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(all(), key);
      return descriptor && { ...descriptor, configurable: true };
    },
  });
}

/** A list of which the length is known. */
const lateList = <T>(length: number, all: () => readonly T[]): readonly T[] =>
  new Proxy<T[]>([], { get: (_, key) => (key === "length" ? length : Reflect.get(all(), key)) });
