/** JSON Schemas for editors and the documentation of the language: as the code is, and true of the files of this repository. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";
import { fieldsOf } from "../../scripts/schemas/json-schema.ts";
import { generated } from "../../scripts/schemas/generated.ts";
import { functionMeanings, modelFunctions } from "../../src/model/formula/functions.ts";
import { readYaml } from "../../src/model/yaml-source.ts";
import { type FileKind, fieldText, fieldTextNames, fieldTextPaths } from "../../src/text/field-texts.ts";
import { inLocale } from "../../src/text/locale.ts";

const kinds: readonly FileKind[] = ["model", "case"];
const accepts = Object.fromEntries(
  kinds.map(kind => {
    const schema = JSON.parse(readFileSync(`schemas/${kind}.schema.json`, "utf8")) as object;
    return [kind, new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false }).compile(schema)];
  }),
) as Record<FileKind, ValidateFunction>;

const below = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map(path => join(folder, path));
const yaml = [...below("models"), ...below("fixtures")].filter(
  path => /\.ya?ml$/.test(path) && !/themes|theme\.yaml$/.test(path),
);
const kindOf = (path: string): FileKind => (/(^|[./])case\.yaml$/.test(path) ? "case" : "model");
const broken = yaml.filter(path => path.startsWith(join("fixtures", "broken")));
const sound = yaml.filter(path => !broken.includes(path));

function faults(path: string): string[] | undefined {
  const { source } = readYaml({ file: path, text: readFileSync(path, "utf8") });
  if (!source) return undefined;
  const validate = accepts[kindOf(path)];
  return validate(source.value) ? [] : (validate.errors ?? []).map(each => `${each.instancePath} ${each.message}`);
}

describe("what is made from the code", () => {
  test.each([...generated()])("%s is as the code is (else: npm run schemas)", (path, text) => {
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  test.each(kinds)("every field of a %s has its meaning in both languages, and no text is left over", kind => {
    const paths = fieldsOf(kind).map(({ path }) => path);
    for (const path of paths) {
      const text = fieldText(kind, path);
      expect(text, path).toBeDefined();
      expect(inLocale(text ?? "", "en"), path).toMatch(/^[^\p{Script=Han}]+[.:]$/u);
      expect(inLocale(text ?? "", "zh-CN"), path).toMatch(/\p{Script=Han}.*[。]$/u);
    }
    expect(fieldTextPaths(kind).filter(path => !paths.includes(path))).toEqual([]);
  });

  test("no name that means the same anywhere is left over", () => {
    const names = new Set(kinds.flatMap(kind => fieldsOf(kind).map(({ path }) => path.split(".").at(-1))));
    expect(fieldTextNames.filter(name => !names.has(name))).toEqual([]);
  });

  test("every function is explained", () => {
    expect(Object.keys(functionMeanings)).toEqual([...modelFunctions.keys()]);
  });
});

describe("the schemas", () => {
  test.each(sound)("accept %s", path => {
    expect(faults(path)).toEqual([]);
  });

  /** A broken file is named after its one finding. Faults of the shape of one file; everything else needs the model, the case, or the formula's language to see. */
  const ofShape = new Set(["missing-field", "unknown-field", "wrong-type", "wrong-value", "formula-equals"]);

  test.each(broken)("refuse %s if it is its shape that is wrong, and else accept it", path => {
    const found = faults(path);
    const [code = ""] = basename(path).split(".");
    if (found) expect(found.length > 0, `${basename(path)}: ${found.join("; ")}`).toBe(ofShape.has(code));
  });
});
