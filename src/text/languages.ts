/** The languages Valuebook speaks. Another one is another such file, and a line here. */
import { en, enHabits } from "./en.ts";
import type { Habits } from "./habits.ts";
import { zhCN, zhHabits } from "./zh-cn.ts";

type Dictionary = { readonly [K in keyof typeof en]: string };

const spoken = {
  en: { words: en, habits: enHabits },
  "zh-CN": { words: zhCN, habits: zhHabits },
} as const;

export type Locale = keyof typeof spoken;
export const languages: { readonly [L in Locale]: { readonly words: Dictionary; readonly habits: Habits } } = spoken;
export const locales = Object.keys(spoken) as readonly Locale[];
export const habitsOf = (locale: Locale): Habits => languages[locale].habits;
