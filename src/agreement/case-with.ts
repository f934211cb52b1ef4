/** A case with other values for some of its terms, as data: to see what they would come to. Nothing is written. */
import type { Case, IndicatorTerms } from "../case/case.ts";
import { isConvention, underConvention } from "../case/conventions.ts";
import { periodsOf } from "../case/calendar.ts";
import type { Json } from "./canonical.ts";
import { valueAt } from "./term-rows.ts";
import { indicatorTerms } from "./terms.ts";

/** Terms that no figure reads as they are here (the calendar, gain share) are left as the case has them. */
export function caseWith(kase: Case, values: ReadonlyMap<string, Json>): Case {
  const rate = values.get("finance.discount-rate");
  const convention = values.get("finance.convention");
  const ramp = values.get("ramp");
  const drivers = new Map(
    [...kase.drivers].map(([id, driver]) => {
      const [value, initial] = [values.get(id), values.get(`${id}.initial`)];
      return [
        id,
        {
          ...driver,
          ...(value === undefined ? {} : { value: value as typeof driver.value }),
          ...(typeof initial === "number" ? { initial } : {}),
        },
      ] as const;
    }),
  );
  const changed: Case = {
    ...kase,
    drivers,
    indicators: kase.indicators.map(terms => indicatorWith(terms, values)),
    ...(ramp === undefined ? {} : { ramp: rampOf(ramp, kase) }),
    ...(typeof rate === "number" ? { finance: { ...kase.finance, discountRateYearly: rate } } : {}),
  };
  return typeof convention === "string" && isConvention(convention) ? underConvention(changed, convention) : changed;
}

function indicatorWith(terms: IndicatorTerms, values: ReadonlyMap<string, Json>): IndicatorTerms {
  const changed = indicatorTerms.flatMap(term => {
    const value = values.get(`${terms.id}.${term}`);
    return value === undefined ? [] : [[term, value] as const];
  });
  return changed.length === 0 ? terms : ({ ...terms, ...Object.fromEntries(changed) } as IndicatorTerms);
}

const rampOf = (ramp: Json, { calendar }: Case): Case["ramp"] =>
  periodsOf(calendar)
    .slice(1)
    .map((_, index) => valueAt(ramp, index) as number | null);
