/** The languages Valuebook speaks, and text that a reader sees, in one or more of them. */

import { type Locale, locales } from "./languages.ts";

export { habitsOf, type Locale, locales } from "./languages.ts";
export const defaultLocale: Locale = "en";

export function isLocale(tag: string): tag is Locale {
  return (locales as readonly string[]).includes(tag);
}

/** Text for readers: one string for every language, or a string per language. */
export type Text = string | { readonly [L in Locale]?: string };

/** The text in a language; where that translation is missing, the first one there is. */
export function inLocale(text: Text, locale: Locale): string {
  if (typeof text === "string") return text;
  return text[locale] ?? locales.map(each => text[each]).find(each => each !== undefined) ?? "";
}

/** A text made for each language. */
export function eachLocale(make: (locale: Locale) => string): Text {
  return Object.fromEntries(locales.map(locale => [locale, make(locale)]));
}

/** The languages a text has no translation for; none for a plain string. */
export function missingLocales(text: Text): Locale[] {
  return typeof text === "string" ? [] : locales.filter(locale => !text[locale]?.trim());
}
