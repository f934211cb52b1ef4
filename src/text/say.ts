/**
 * The product's own words. Each language has a dictionary with the same keys and the same {placeholders}. Words are looked up by key, in one language (`say`) or in all of them at once (`words`).
 */
import { en } from "./en.ts";
import { languages } from "./languages.ts";
import { inLocale, type Locale, locales, type Text } from "./locale.ts";

export type TextKey = keyof typeof en;
/** What fills a placeholder; a text of several languages takes the language of the text around it. */
export type Value = string | number | Text;
type Placeholder<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? P | Placeholder<Rest> : never;
/** The names of a text's placeholders. */
export type PlaceholdersOf<K extends TextKey> = Placeholder<(typeof en)[K]>;
/** What a text needs to be filled in: nothing, or a value for each of its placeholders. */
export type Values<K extends TextKey> = [PlaceholdersOf<K>] extends [never]
  ? []
  : [values: { readonly [P in PlaceholdersOf<K>]: Value }];

/** A text in one language, its placeholders filled in. */
export function say<K extends TextKey>(locale: Locale, key: K, ...values: Values<K>): string {
  return fill(languages[locale].words[key], locale, values[0]);
}

/** The same text in every language. */
export function words<K extends TextKey>(key: K, ...values: Values<K>): Text {
  return Object.fromEntries(locales.map(locale => [locale, fill(languages[locale].words[key], locale, values[0])]));
}

/** A text whose key is computed; its placeholders are filled as far as values are given. */
export function sayAny(locale: Locale, key: TextKey, values?: Readonly<Record<string, Value>>): string {
  return fill(languages[locale].words[key], locale, values);
}

export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}

function fill(template: string, locale: Locale, values: Readonly<Record<string, Value>> | undefined): string {
  if (!values) return template;
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    return typeof value === "number" ? String(value) : inLocale(value, locale);
  });
}
