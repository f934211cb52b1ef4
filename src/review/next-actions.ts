/** What to do next for what is behind its plan: the levers of the software that move an indicator, strongest first, and the service products for it. */
import type { Case, Person } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import type { Text } from "../text/locale.ts";
import type { Status } from "./realization.ts";

export interface Action {
  readonly indicator: string;
  /** Planned less realized in the period; the largest comes first. */
  readonly shortfall: number;
  readonly levers: readonly {
    readonly name: Text;
    readonly kind: "basic" | "innovative";
    readonly strength: "high" | "medium" | "low";
  }[];
  readonly products: readonly { readonly id: string; readonly name: Text; readonly tasks: readonly Text[] }[];
  /** Who answers for the indicator in the case, else who leads the group that improves. */
  readonly owner: Text | null;
}

const strengths = ["high", "medium", "low"] as const;
/** Of each kind, as many as a meeting can talk about. */
const most = { levers: 3, products: 2 } as const;

/** How an indicator stands in the period. */
export interface Standing {
  readonly id: string;
  readonly status: Status;
  readonly realized: number | null;
  readonly planned: number | null;
}

export function nextActions(model: Model, kase: Case, indicators: readonly Standing[]): Action[] {
  return indicators
    .filter(({ status }) => status === "missed" || status === "worsened")
    .map((each): Action => {
      const defined = model.indicators.find(({ id }) => id === each.id);
      const levers = model.levers
        .flatMap(({ name, kind, moves }) =>
          moves.filter(move => move.indicator === each.id).map(({ strength }) => ({ name, kind, strength })),
        )
        .toSorted((a, b) => strengths.indexOf(a.strength) - strengths.indexOf(b.strength));
      const products = model.serviceProducts
        .filter(({ indicators: of, stages }) => of.includes(each.id) || (defined && stages.includes(defined.stage)))
        .toSorted((a, b) => Number(b.indicators.includes(each.id)) - Number(a.indicators.includes(each.id)));
      const terms = kase.indicators.find(({ id }) => id === each.id);
      return {
        indicator: each.id,
        shortfall:
          each.planned === null || each.realized === null ? 0 : Math.round((each.planned - each.realized) * 100) / 100,
        levers: levers.slice(0, most.levers),
        products: products.slice(0, most.products).map(({ id, name, tasks }) => ({
          id,
          name,
          tasks: tasks.flatMap(task => model.tasks.find(known => known.id === task)?.name ?? []),
        })),
        owner: terms?.owner ?? leaderOf(kase)?.name ?? null,
      };
    })
    .toSorted((a, b) => b.shortfall - a.shortfall || (a.indicator < b.indicator ? -1 : 1));
}

const leaderOf = ({ people }: Case): Person | undefined => people.customer["improvement-group"]?.[0];
