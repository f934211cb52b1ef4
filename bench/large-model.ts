/** The after-sales model written out several times over, each time with names of its own: what checking a model costs as it grows. */
import { parse, stringify } from "yaml";
import { readYamlFiles } from "../src/disk/read-files.ts";
import { parseModel } from "../src/model/parse-model.ts";
import type { SourceFile } from "../src/model/yaml-source.ts";
import { checkUnits } from "../src/model/units.ts";

type Lists = Record<string, unknown>;

/** Files of a model with `times` the indicators, drivers, overlaps, levers and examples. */
export function repeatedModel(times: number): SourceFile[] {
  const { files } = readYamlFiles("models/after-sales");
  const written = files.map(({ file, text }) => ({ file, lists: parse(text, { version: "1.2" }) as Lists }));
  const names = (...keys: string[]) =>
    written.flatMap(({ lists }) => keys.flatMap(key => ((lists[key] ?? []) as { id: string }[]).map(({ id }) => id)));
  const any = (ids: readonly string[]) => [...ids].sort((x, y) => y.length - x.length).join("|");
  // A formula may write a minus before a driver; an indicator may be the end of another's name.
  const read = new RegExp(`(?<!\\w)(${any(names("drivers", "rows"))})(?!\\w)`, "g");
  const said = new RegExp(
    `(?<![\\w-])(${any(names("indicators", "overlap-groups", "service-products"))})(?![\\w-])`,
    "g",
  );
  const own = (text: string, copy: number) =>
    text.replaceAll(read, id => `${id}_n${copy}`).replaceAll(said, id => `${id}-n${copy}`);
  const repeated = [
    "indicators",
    "drivers",
    "rows",
    "overlaps",
    "overlap-groups",
    "levers",
    "service-products",
    "examples",
  ];
  return written.flatMap(({ file, lists }) => {
    const kept = Object.fromEntries(Object.entries(lists).filter(([key]) => !repeated.includes(key)));
    const more = Object.fromEntries(Object.entries(lists).filter(([key]) => repeated.includes(key)));
    const copies = Array.from({ length: times }, (_, copy) => ({
      file: `${file}.${copy}.yaml`,
      text: copy === 0 ? stringify(more) : own(stringify(more), copy),
    }));
    return [{ file, text: stringify(kept) }, ...(Object.keys(more).length > 0 ? copies : [])];
  });
}

/** Reads and checks a model in full, units included; throws where it has findings, for then the work is another. */
export async function checkWhole(files: readonly SourceFile[]): Promise<number> {
  const { model, findings } = parseModel(files, "model");
  if (!model || findings.length > 0) throw new Error(`the repeated model has findings: ${findings[0]?.code}`);
  const units = await checkUnits(model);
  if (units.length > 0) throw new Error(`the repeated model has findings: ${units[0]?.code}`);
  return model.indicators.length;
}
