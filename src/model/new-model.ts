/** The files of a new model folder, by name: commented in one language, readable in all, and clean. Pure. */
import { fieldText } from "../text/field-texts.ts";
import { inLocale, type Locale } from "../text/locale.ts";
import { isTextKey, sayAny } from "../text/say.ts";
import { starterFiles } from "./starter-files.ts";

export interface NewModel {
  /** Of the new folder: it gives the id, and the name where none is said. */
  readonly folder: string;
  readonly name?: string | undefined;
  /** Of the comments. */
  readonly locale: Locale;
}

export function newModel({ folder, name: said, locale }: NewModel): Map<string, string> {
  const name = said?.trim() || folder;
  const id = idFrom(folder) ?? idFrom(name) ?? "my-model";
  const written = (line: string): string => {
    const [, indent = "", kind, key = ""] = /^( *)#([:=]) (.+)$/.exec(line) ?? [];
    if (kind === undefined) return line.replaceAll("⟪id⟫", id).replaceAll("⟪name⟫", () => JSON.stringify(name));
    return `${indent}# ${kind === ":" ? meaning(key, locale) : sentence(key, locale)}`;
  };
  return new Map(Object.entries(starterFiles).map(([file, text]) => [file, text.split("\n").map(written).join("\n")]));
}

function meaning(path: string, locale: Locale): string {
  const text = fieldText("model", path);
  if (!text) throw new Error(`no text for the field ${path}`);
  return inLocale(text, locale);
}

function sentence(name: string, locale: Locale): string {
  const key = `model-new.${name}`;
  if (!isTextKey(key)) throw new Error(`no text ${key}`);
  return sayAny(locale, key);
}

/** field-training from “Field training”; undefined where no letter of it is left. */
function idFrom(name: string): string | undefined {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");
  return id === "" || ["null", "true", "false"].includes(id) ? undefined : id;
}
