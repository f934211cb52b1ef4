/** Another version of its model written into a case.yaml: in place, nothing else touched, whole or not at all. */
import { readFileSync, realpathSync } from "node:fs";
import { readCaseFile } from "../case/parse-case.ts";
import { withPatch } from "../model/edit-yaml.ts";
import { reasonText } from "../text/reason.ts";
import type { Text } from "../text/locale.ts";
import { words } from "../text/say.ts";
import { UnwritableError, writeFileWhole } from "./write-file.ts";

/** Undefined once the file names the model by `reference`; else why it does not. */
export function takeOverModel(path: string, reference: string): Text | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
    const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
    const changed = withPatch(
      text.slice(mark.length),
      { fields: new Map([["model", { value: reference }]]) },
      () => false,
    );
    const named = changed && readCaseFile({ file: path, text: changed }).read?.modelReference;
    if (changed === undefined || named !== reference) return words("apply.unsafe");
    writeFileWhole(realpathSync(path), mark + changed);
    return undefined;
  } catch (thrown) {
    const code = thrown instanceof UnwritableError ? thrown.reason : (thrown as NodeJS.ErrnoException).code;
    if (code === undefined) throw thrown;
    return reasonText(code);
  }
}
