/** The files that are made from the code, by path. */
import { jsonSchemaOf } from "./json-schema.ts";
import { languagePage } from "./language-page.ts";

export function generated(): Map<string, string> {
  const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;
  return new Map([
    ["schemas/model.schema.json", json(jsonSchemaOf("model"))],
    ["schemas/case.schema.json", json(jsonSchemaOf("case"))],
    ["docs/model-language.md", languagePage("en")],
    ["docs/model-language.zh-CN.md", languagePage("zh-CN")],
  ]);
}
