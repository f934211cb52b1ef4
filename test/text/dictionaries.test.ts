/** The dictionaries: the same keys and placeholders in every language, idiomatic punctuation, nothing unused. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { en } from "../../src/text/en.ts";
import { say, words } from "../../src/text/say.ts";
import { zhCN } from "../../src/text/zh-cn.ts";

const english: Readonly<Record<string, string>> = en;
const chinese: Readonly<Record<string, string>> = zhCN;
const keys = Object.keys(english);
const placeholders = (text = ""): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();
const han = /\p{Script=Han}/u;

/** Empty on purpose: the Chinese or English sentence needs no word there. */
const mayBeEmpty = /^report\.page\.(before|between|after)$|\.hint$/;
/** The same in both languages: signs, and names that are not translated. */
const mayBeLatin = /^(severity\.hint|finding\.(unknown-\w+|out-of-bounds|unit-result)\.hint)$/;

describe("the dictionaries", () => {
  test("have the same keys in every language", () => {
    expect(Object.keys(chinese).sort()).toEqual([...keys].sort());
  });

  test("have the same placeholders in every language", () => {
    for (const key of keys) expect(placeholders(chinese[key]), key).toEqual(placeholders(english[key]));
  });

  test("have no empty text", () => {
    const empty = keys.filter(
      key => !mayBeEmpty.test(key) && (english[key]?.trim() === "" || chinese[key]?.trim() === ""),
    );
    expect(empty).toEqual([]);
  });

  test("are Chinese in Chinese", () => {
    const latin = keys.filter(
      key => !han.test(chinese[key] ?? "") && han.test(english[key] ?? "") === false && hasWords(english[key] ?? ""),
    );
    expect(latin.filter(key => !mayBeLatin.test(key))).toEqual([]);
    expect(keys.filter(key => han.test(english[key] ?? ""))).toEqual([]);
  });

  test("set Chinese with full-width punctuation", () => {
    const halfWidth =
      /\p{Script=Han}["”]? ?[,:;?!()]|[,;?!()] ?["“]?\p{Script=Han}|:["“]?\p{Script=Han}|\p{Script=Han}\.(?!\w)/u;
    const prose = (key: string) => (chinese[key] ?? "").replaceAll(/[A-Z]+\([^)]*\)/g, "F");
    expect(keys.filter(key => halfWidth.test(prose(key))).map(key => `${key}: ${chinese[key]}`)).toEqual([]);
  });

  test("set no space between Chinese characters, and quote with “ ”", () => {
    expect(keys.filter(key => /\p{Script=Han} \p{Script=Han}/u.test(chinese[key] ?? ""))).toEqual([]);
    expect(keys.filter(key => /["']\p{Script=Han}|\p{Script=Han}["']/u.test(chinese[key] ?? ""))).toEqual([]);
    expect(keys.filter(key => / "|" |``/.test(english[key] ?? ""))).toEqual([]);
  });

  test("end findings with a full stop in both languages, or in neither", () => {
    const ends = (text: string) => /[.。?？…]["”）)]?$/.test(text);
    const messages = keys.filter(key => key.startsWith("finding.") && !key.endsWith(".hint"));
    expect(messages.filter(key => !ends(english[key] ?? "") || !ends(chinese[key] ?? ""))).toEqual([]);
  });

  /** A word of at least three letters beside placeholders, signs, commands and proper names. */
  function hasWords(text: string): boolean {
    const rest = text.replace(
      /\{\w+\}|Valuebook|valuebook|Excel|PDF|HTML|CNY|NPV|ROI|IRR|TEI|ISO \d+|YAML|UTF-8|\w+-\w+|\w+:/g,
      "",
    );
    return /[A-Za-z]{3,}/.test(rest);
  }

  test("hold nothing that no code says", () => {
    const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
      .filter(path => /\.(ts|hbs)$/.test(path) && !/^text[\\/](en|zh-cn)\.ts$/.test(path))
      .map(path => readFileSync(join("src", path), "utf8"))
      .join("\n")
      .replaceAll(/`[^`\n]*\$\{string\}[^`\n]*`/g, "");
    const literals = new Set(sources.match(/[a-z-]+(?:\.[A-Za-z0-9_-]+)+/g));
    const prefixes = [...sources.matchAll(/[`"]([a-z-]+\.(?:[a-z0-9-]+[.-])*)(?:\$\{|"|`)/g)].map(
      match => match[1] ?? "",
    );
    const patterns = [...sources.matchAll(/`([a-z-]+\.[^`\n]*\$\{[^`\n]*|\$\{\w+\}[.-][a-z]+)`/g)].map(match =>
      pattern(match[1] ?? ""),
    );
    const unused = keys.filter(
      key =>
        !literals.has(key) &&
        !prefixes.some(prefix => key.startsWith(prefix)) &&
        !patterns.some(each => each.test(key)),
    );
    const codes = keys.flatMap(key => /^finding\.([a-z-]+)$/.exec(key)?.[1] ?? []);
    const unfound = codes.filter(code => !sources.includes(`"${code}"`)).map(code => `finding.${code}`);
    expect([...unused, ...unfound]).toEqual([]);
  });

  /** report.roi.${kind} as a pattern that keys match; word.${word}, finding.${code}.hint … */
  function pattern(template: string): RegExp {
    const parts = template.split(/\$\{[^}]*\}/).map(part => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join("[A-Za-z0-9_.-]+")}$`);
  }
});

describe("a text", () => {
  test("is filled in with numbers, strings and texts of its language", () => {
    expect(say("en", "finding.range-order", { low: 3, high: "2" })).toBe("3 is above 2.");
    expect(say("zh-CN", "finding.unknown-reference", { kind: words("kind.stage"), id: "x" })).toBe(
      "没有名为“x”的环节。",
    );
    expect(words("finding.range-order", { low: { en: "a", "zh-CN": "甲" }, high: 1 })).toEqual({
      en: "a is above 1.",
      "zh-CN": "甲 大于 1。",
    });
  });

  test("takes what is filled in as it is, placeholders and members of objects included", () => {
    expect(say("en", "finding.range-order", { low: "{high}", high: "$&" })).toBe("{high} is above $&.");
    expect(say("en", "finding.currency-unknown", { currency: "{constructor}" })).toBe(
      "“{constructor}” is not a currency code.",
    );
  });
});
