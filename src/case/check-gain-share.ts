/** What can be wrong in terms of gain share beyond their single fields. `placeOf` tells where a field of the terms stands. */
import { error, type Finding, type Place, warning } from "../finding/finding.ts";
import { exactText, percentText } from "../text/format.ts";
import { words } from "../text/say.ts";
import type { WrittenGainShare } from "./gain-share-schema.ts";

type PlaceOf = (index: number, ...path: readonly (string | number)[]) => Place;

export function checkGainShare(all: readonly WrittenGainShare[], goLive: string, placeOf: PlaceOf): Finding[] {
  return all.flatMap((terms, index) => {
    const at = (...path: readonly (string | number)[]) => placeOf(index, ...path);
    const before = all[index - 1];
    return [
      ...checkDate(terms, before && (before.from ?? goLive), goLive, at),
      ...checkRule(terms, at),
      ...checkTiers(terms, at),
      ...checkShares(terms, at),
      ...checkAmounts(terms, at),
    ];
  });
}

type At = (...path: readonly (string | number)[]) => Place;

function checkDate({ from = "" }: WrittenGainShare, before: string | undefined, goLive: string, at: At): Finding[] {
  const begins = from || goLive;
  if (before !== undefined && begins <= before)
    return [error("gain-share-order", at("from"), { from: begins, before })];
  return begins < goLive ? [warning("gain-share-early", at("from"), { from: begins, goLive })] : [];
}

function checkRule({ share, tiers, counts, threshold }: WrittenGainShare, at: At): Finding[] {
  if ((share === undefined) === (tiers === undefined)) return [error("gain-share-rule", at())];
  return counts !== undefined && !threshold ? [warning("gain-share-idle", at("counts"))] : [];
}

/** Eight times the plan is meant as 8: a percent sign is missing. */
const most = 5;

function checkTiers({ tiers = [] }: WrittenGainShare, at: At): Finding[] {
  return tiers.flatMap(({ above, share }, index): Finding[] => {
    const before = tiers[index - 1]?.above;
    const found = percentText(above);
    if (above < 0 || above > most) {
      const values = { field: "above", found, min: percentText(0), max: percentText(most) };
      return [error("out-of-bounds", at("tiers", index, "above"), { ...values, advice: words("advice.percent") })];
    }
    if (before !== undefined && above <= before)
      return [error("gain-share-tiers", at("tiers", index, "above"), { above: found, before: percentText(before) })];
    return isShare(share) ? [] : [outOfRange("share", share, at("tiers", index, "share"))];
  });
}

function checkShares(terms: WrittenGainShare, at: At): Finding[] {
  return (["share", "threshold", "withhold", "losses"] as const).flatMap(field => {
    const found = terms[field];
    return found === undefined || isShare(found) ? [] : [outOfRange(field, found, at(field))];
  });
}

const isShare = (value: number): boolean => value >= 0 && value <= 1;

const outOfRange = (field: string, found: number, place: Place): Finding =>
  error("share-range", place, { field, found: percentText(found) });

function checkAmounts(terms: WrittenGainShare, at: At): Finding[] {
  return (["cap", "fee-at-risk"] as const).flatMap(field => {
    const found = terms[field];
    return found === undefined || found >= 0
      ? []
      : [error("amount-negative", at(field), { field, found: exactText(found) })];
  });
}
