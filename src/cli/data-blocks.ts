/** What the customer's data say, as text: levels beside baselines, tables by group with their trend, warnings that hold. */
import { type CaseResult, inLocale, type Model } from "../index.ts";
import { quantityText } from "../text/format.ts";
import { say } from "../text/say.ts";
import type { Io } from "./io.ts";
import { table } from "./table.ts";

export function levelsBlock({ levels = [] }: CaseResult, model: Model, io: Io): string {
  if (levels.length === 0) return "";
  const { locale } = io;
  const verdict = (agrees: boolean | null) =>
    agrees === null ? "–" : say(locale, agrees ? "word.agrees" : "word.differs");
  const right = (head: string) => ({ head, align: "right" as const });
  return table(
    [
      { head: say(locale, "measured.levels") },
      right(say(locale, "agreement.baseline")),
      right(say(locale, "measured.at-baseline")),
      { head: say(locale, "measured.verdict") },
      right(say(locale, "measured.latest")),
      right(say(locale, "agreement.target")),
    ],
    levels.map(({ id, baseline, measured, agrees, latest, target }) => {
      const indicator = model.indicators.find(each => each.id === id);
      const level = (value: number | null) =>
        value === null ? "–" : quantityText(value, indicator?.format ?? "number", locale);
      return [
        inLocale(indicator?.name ?? id, locale),
        level(baseline),
        level(measured),
        verdict(agrees),
        level(latest),
        level(target),
      ];
    }),
  );
}

/** Every table by its groups; of measures over several dates the first and the last. */
export function tablesBlock({ tables = [] }: CaseResult, model: Model, io: Io): string {
  const { locale } = io;
  return tables
    .flatMap(({ id, dates, groups }) => {
      const found = model.tables.find(each => each.id === id);
      if (!found || groups.length === 0 || found.measures.length === 0) return [];
      const heads = found.measures.map(({ name }) => ({ head: inLocale(name, locale), align: "right" as const }));
      const rows = groups.map(({ level, title, measures }) => [
        `${"  ".repeat(level)}${inLocale(title, locale)}`,
        ...found.measures.map(({ id: measure, format }) => {
          const show = (value: number | null | undefined) =>
            value === null || value === undefined ? "–" : quantityText(value, format, locale);
          const values = measures[measure] ?? [];
          const [first, last] = [show(values[0]), show(values.at(-1))];
          return dates.length === 1 || first === "–" ? last : `${first} → ${last}`;
        }),
      ]);
      const days = dates.length > 1 ? ` · ${dates[0]} → ${dates.at(-1)}` : "";
      return [table([{ head: `${inLocale(found.name, locale)}${days}` }, ...heads], rows)];
    })
    .join("\n\n");
}

export function warningsBlock({ warnings = [] }: CaseResult, io: Io): string {
  if (warnings.length === 0) return "";
  const lines = warnings.map(
    ({ name, says }) =>
      `  ${say(io.locale, "cli.labelled", { label: inLocale(name, io.locale), value: inLocale(says, io.locale) })}`,
  );
  return [say(io.locale, "cli.data-warnings"), ...lines].join("\n");
}
