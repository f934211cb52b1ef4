/** Values put into YAML in place: what was asked for reads back, and every other byte stays. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withPatch, type YamlPatch } from "../../src/model/edit-yaml.ts";
import { type Path, readYaml } from "../../src/model/yaml-source.ts";
import type { Plain } from "../../src/model/yaml-text.ts";
import { numberFrom } from "../../src/text/number-from.ts";

/** A patch of one value at a path. */
const at = (path: readonly string[], value: Plain): YamlPatch =>
  path.reduceRight<YamlPatch>((patch, step) => ({ fields: new Map([[step, patch]]) }), { value });
const put = (text: string, path: string, value: Plain, isPercent: (path: Path) => boolean = () => false) =>
  withPatch(text, at(path.split("/"), value), isPercent);

describe("a value in place", () => {
  test.each<[title: string, text: string, path: string, value: Plain, after: string]>([
    ["of a flow map", "a: { b: 1, c: 2 } # c\n", "a/b", 3, "a: { b: 3, c: 2 } # c\n"],
    ["of a block map", "a:\n  b:   1   # why\n  c: 2\n", "a/b", 3, "a:\n  b:   3   # why\n  c: 2\n"],
    ["in its quotes", "a: '1,150'\n", "a", 1200, "a: '1,200'\n"],
    ["with its separators", "a: 1,150,000\n", "a", 1200000, "a: 1,200,000\n"],
    ["without them where there are too few digits", 'a: "1,150"\n', "a", 20, "a: 20\n"],
    ["left alone where it says so already", "a: 1.50\n", "a", 1.5, "a: 1.50\n"],
    ["of an item of a list", "a: [1, 2,  3] # c\n", "a", [1, 4, 3], "a: [1, 4,  3] # c\n"],
    ["longer than a list was", "a: [1, 2]\n", "a", [1, 2, 3, 4], "a: [1, 2, 3, 4]\n"],
    ["shorter than a list was", "a: [ 1, 2, 3 ]\n", "a", [1], "a: [ 1 ]\n"],
    ["of a list in lines", "a:\n  - 1 # one\n  - 2 # two\nb: 1\n", "a", [1, 5], "a:\n  - 1 # one\n  - 5 # two\nb: 1\n"],
    ["longer than a list in lines was", "a:\n- 1 # one\nb: 1\n", "a", [1, 2], "a:\n- 1 # one\n- 2\nb: 1\n"],
    ["shorter than a list in lines was", "a:\n  - 1 # one\n  - 2\nb: 1\n", "a", [3], "a:\n  - 3 # one\nb: 1\n"],
    ["in place of a list", "a:\n- 1\n- 2\nb: 1\n", "a", 7, "a: 7\nb: 1\n"],
    ["a list in place of a number", "a: 7 # c\n", "a", [1, 2], "a: [1, 2] # c\n"],
    ["that was empty", "a:\n  b:   # ← fill in\n", "a/b", 3, "a:\n  b: 3   # ← fill in\n"],
    ["that was empty in a flow map", "a: { b: , c:  }\n", "a/b", 3, "a: { b: 3, c:  }\n"],
    ["that was the last and empty", "a: { b: , c:  }\n", "a/c", 3, "a: { b: , c: 3  }\n"],
    ["that was null", "a: { b: null, c: ~ }\n", "a/c", 3, "a: { b: null, c: 3 }\n"],
    ["new in a flow map", "a: { b: 1 }\n", "a/c", 3, "a: { b: 1, c: 3 }\n"],
    ["new after a last comma", "a: { b: 1, }\n", "a/c", 3, "a: { b: 1, c: 3 }\n"],
    ["new in an empty flow map", "a: {}\n", "a/c", 3, "a: { c: 3 }\n"],
    [
      "new in a block map",
      "a:\n    b: 1 # b\n\n# next\nd: 2\n",
      "a/c",
      3,
      "a:\n    b: 1 # b\n    c: 3\n\n# next\nd: 2\n",
    ],
    ["new below an empty key", "a: # none yet\nd: 2\n", "a/c", 3, "a: # none yet\n  c: 3\nd: 2\n"],
    ["new below a nested value", "a:\n  b:\n    x: 1\n", "a/c", 3, "a:\n  b:\n    x: 1\n  c: 3\n"],
    ["new with all that leads there", "a: 1\n", "b/c/d", 3, "a: 1\nb:\n  c: { d: 3 }\n"],
    ["new at an end without a line break", "a: 1", "b", 3, "a: 1\nb: 3"],
    ["new where lines end as on Windows", "a:\r\n  b: 1\r\nc: 2\r\n", "a/d", 3, "a:\r\n  b: 1\r\n  d: 3\r\nc: 2\r\n"],
    [
      "new below a folded text",
      "a:\n  b: >-\n    text\n    more\nc: 2\n",
      "a/d",
      3,
      "a:\n  b: >-\n    text\n    more\n  d: 3\nc: 2\n",
    ],
    ["in JSON", '{"a": {"b": 1}}', "a/b", 3, '{"a": {"b": 3}}'],
    ["a text in its quotes", 'a: "tei"\n', "a", "nominal", 'a: "nominal"\n'],
    ["a text that reads as something else", "a: x\n", "a", "true", 'a: "true"\n'],
    ["a map, field by field", "a: { b: 1, c: 2 } # c\n", "a", { b: 1, c: 3, d: 4 }, "a: { b: 1, c: 3, d: 4 } # c\n"],
    ["a map without one of its fields", "a:\n  b: 1\n  c: 2\n", "a", { c: 2 }, "a: { c: 2 }\n"],
  ])("%s", (_, text, path, value, after) => {
    expect(put(text, path, value)).toBe(after);
  });

  test("is written as a percentage where its place is one, exactly", () => {
    const share = () => true;
    expect(put("a: 72%\n", "a", 0.79, share)).toBe("a: 79%\n");
    expect(put("a: 0.72\n", "a", 0.07, share)).toBe("a: 7%\n");
    expect(put("a: '72%'\n", "a", 0.0725, share)).toBe("a: '7.25%'\n");
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
        const text = put("a: 72%\n", "a", value, share);
        const read = readYaml({ file: "a", text: text ?? "" }).source?.value as { a: unknown };
        expect(numberFrom(read.a)).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test.each([
    ["an anchor", "a: &x 1\nb: 2\n"],
    ["an alias", "a: &x 1\nb: *x\n"],
    ["a tag", "a: !!int 1\n"],
    ["several documents", "a: 1\n---\na: 2\n"],
    ["keys that repeat", "a: 1\na: 2\n"],
    ["a syntax error", "a: [1\n"],
    ["a comment inside what is replaced", "a:\n  - 1\n  # why two\n  - 2\n"],
    ["a folded text", "a: >-\n  text\n"],
    ["an explicit key", "? a\n: 1\n"],
    ["a field of what has no fields", "a: 1\n", "a/b"],
  ])("is refused beside %s", (_, text, path = "a") => {
    expect(put(text, path, 3)).toBeUndefined();
  });

  test("reads back as asked for, and leaves all else as it was, whatever the layout", () => {
    const key = fc.constantFrom("a", "b", "c");
    const leaf = fc.oneof(fc.integer().map(String), fc.constantFrom("72%", "'x y'", "", "[1, 2]", "{ a: 1 }"));
    const line = fc.tuple(key, leaf, fc.constantFrom("", " # note"), fc.boolean());
    const block = fc.uniqueArray(line, { selector: ([name]) => name, minLength: 1, maxLength: 3 });
    const file = fc.tuple(block, block).map(([top, below]) => {
      const rows = top.map(([name, value, note]) => `${name}: ${value}${note}`.trimEnd());
      return [
        ...rows,
        "d:  # map",
        ...below.map(([name, value, note]) => `   ${name}: ${value}${note}`.trimEnd()),
        "",
      ].join("\n");
    });
    const plain = (text: string) =>
      JSON.parse(JSON.stringify(readYaml({ file: "", text }).source?.value)) as Record<string, Record<string, unknown>>;
    fc.assert(
      fc.property(file, key, fc.integer(), fc.boolean(), (text, name, value, below) => {
        const after = put(text, below ? `d/${name}` : name, value);
        expect(after).toBeDefined();
        const expected = plain(text);
        if (below) (expected.d ?? {})[name] = value;
        else (expected as Record<string, unknown>)[name] = value;
        expect(plain(after ?? "")).toEqual(expected);
        for (const comment of text.match(/#.*$/gm) ?? []) expect(after).toContain(comment);
      }),
    );
  });
});
