/** Values of terms as readers see them. */
import { canonicalGainShare, gainShareShares } from "../case/gain-share-schema.ts";
import { exactText, percentText } from "../text/format.ts";
import { eachLocale, inLocale, type Locale, type Text } from "../text/locale.ts";
import { words } from "../text/say.ts";
import { readCalendar } from "./calendar-term.ts";
import { canonicalJson, type Json } from "./canonical.ts";
import type { TermDefinition } from "./terms.ts";

/** Longer ones are cut. */
const shown = 60;
const longest = 200;

/** Where nothing is known about the term: as it is written. */
export function plainValueText(value: Json): string {
  const text = typeof value === "string" ? value : canonicalJson(value);
  return text.length > shown ? `${text.slice(0, shown - 1)}…` : text;
}

/** base net, share 20%, cap 500,000; terms that follow are parted by a semicolon. */
function gainShareText(value: Json): Text | undefined {
  const terms = canonicalGainShare(value);
  if (!terms) return undefined;
  const fieldsOf = (fields: object, locale: Locale): string =>
    Object.entries(fields)
      .map(([field, each]) => `${field} ${fieldText(field, each, locale)}`)
      .join(", ");
  const fieldText = (field: string, each: unknown, locale: Locale): string => {
    if (Array.isArray(each)) return `[${each.map(tier => fieldsOf(tier as object, locale)).join("; ")}]`;
    if (typeof each !== "number") return String(each);
    return inLocale(gainShareShares.includes(field) ? percentText(each) : exactText(each), locale);
  };
  const all = Array.isArray(terms) ? terms : [terms];
  return eachLocale(locale => {
    const text = all.map(each => fieldsOf(each ?? {}, locale)).join("; ");
    return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  });
}

/** 72 %, 49,600, yes: as the term is shown elsewhere. */
export function valueText(value: Json, definition: TermDefinition | undefined): Text {
  if (typeof value === "boolean") return words(value ? "word.yes" : "word.no");
  const number = definition?.format === "percent" ? percentText : exactText;
  if (typeof value === "number") return number(value);
  if (Array.isArray(value) && value.every(each => typeof each === "number") && value.length <= 40)
    return eachLocale(locale => value.map(each => inLocale(number(each), locale)).join(" "));
  if (definition?.kind === "object") return gainShareText(value) ?? plainValueText(value);
  const calendar = definition?.kind === "calendar" ? readCalendar(value) : undefined;
  if (!calendar) return plainValueText(value);
  const { build, "go-live": goLive, horizon: years, period } = calendar;
  return words("agree.calendar", { build, goLive, years, period: words(`agree.period.${period}`) });
}
