/**
 * The terms of a case as a list to be answered, row by row: a list of values (a ramp, a driver over the years) is as many rows as it has
 * values. The workbook shows them, and its answers are read back by the keys of these rows.
 */
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import type { Json } from "./canonical.ts";
import type { Ledger, TermState } from "./ledger.ts";
import { definitionsOf, type TermDefinition, termsOfCase, termsToSettle } from "./terms.ts";

export interface TermRow {
  /** first-time-fix-rate.target, ramp[3]: the same in every export. */
  readonly key: string;
  readonly term: string;
  /** Which value of a list, from 0. */
  readonly part?: number;
  readonly definition: TermDefinition;
  /** What is to be answered: the offer on the table, else what is agreed, else what the case says. Null: nothing yet. */
  readonly asked: Json;
  /** What the case says, and so what the workbook calculates with. */
  readonly stated: Json;
  /** Undefined where nothing was ever proposed. */
  readonly state: TermState | undefined;
}

/** Of the chosen indicators in the order of the model's stages, the drivers they read, the case as a whole; and all else that was spoken of. */
export function termRows(kase: Case, model: Model, ledger?: Ledger): TermRow[] {
  const definitions = definitionsOf(kase, model);
  const stated = termsOfCase(kase, model);
  const wanted = new Set([...termsToSettle(kase, model), ...(ledger?.terms.keys() ?? [])]);
  return [...definitions.values()]
    .filter(({ id }) => wanted.has(id))
    .flatMap(definition => {
      const { id } = definition;
      const state = ledger?.terms.get(id);
      const now = stated.get(id) ?? null;
      return rowsOf(
        definition,
        state?.offer?.value ?? state?.agreed?.value ?? state?.declined?.value ?? now,
        now,
        state,
        kase,
      );
    });
}

function rowsOf(
  definition: TermDefinition,
  asked: Json,
  stated: Json,
  state: TermState | undefined,
  { calendar }: Case,
): TermRow[] {
  const { id: term, kind } = definition;
  const isList = kind === "numbers" || (kind === "number-or-yearly" && Array.isArray(stated ?? asked));
  if (!isList) return [{ key: term, term, definition, asked, stated, state }];
  const count = kind === "numbers" ? calendar.years * calendar.periodsPerYear : calendar.years;
  return Array.from({ length: count }, (_, part) => ({
    key: `${term}[${part + 1}]`,
    term,
    part,
    definition,
    asked: valueAt(asked, part),
    stated: valueAt(stated, part),
    state,
  }));
}

/** Of a list, the last value holds for all that follow. */
export const valueAt = (values: Json, part: number): Json =>
  Array.isArray(values) ? ((values[part] ?? values.at(-1) ?? null) as Json) : values;

/** The rows as a workbook had them when it was sent; what the model does not know any more is left out. */
export function rowsAsSent(
  sent: ReadonlyMap<string, { readonly asked: Json; readonly stated: Json }>,
  definitions: ReadonlyMap<string, TermDefinition>,
  ledger: Ledger,
): TermRow[] {
  return [...sent].flatMap(([key, values]): TermRow[] => {
    const [, term = "", number] = /^(.*?)(?:\[(\d+)\])?$/.exec(key) ?? [];
    const definition = definitions.get(term);
    if (!definition) return [];
    const part = number === undefined ? {} : { part: Number(number) - 1 };
    return [{ key, term, ...part, definition, ...values, state: ledger.terms.get(term) }];
  });
}
