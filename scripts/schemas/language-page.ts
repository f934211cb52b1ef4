/** The documentation of the model language: every field of model files and of `case.yaml`, and the language of formulas, in one language. */
import { builtInUnits } from "../../src/model/units.ts";
import { columnFunctions, functionMeanings, modelFunctions } from "../../src/model/formula/functions.ts";
import { binaryOperators, percentSign } from "../../src/model/formula/operators.ts";
import type { JsonForm } from "../../src/model/json-form.ts";
import { type FileKind, fieldText } from "../../src/text/field-texts.ts";
import { inLocale, type Locale, type Text } from "../../src/text/locale.ts";
import { isTextKey, sayAny } from "../../src/text/say.ts";
import { fieldsOf } from "./json-schema.ts";

type Said = (en: string, zh: string) => string;

export function languagePage(locale: Locale): string {
  const said: Said = (en, zh) => (locale === "en" ? en : zh);
  return `${[
    said("# The model language", "# 模型语言"),
    said(
      "Made from the code by `npm run schemas`: change it there. To learn the language by building a model, read [write-a-model.md](write-a-model.md).",
      "本页由 `npm run schemas` 根据代码生成，请勿直接修改。想边做边学，请读 [write-a-model.zh-CN.md](write-a-model.zh-CN.md)。",
    ),
    said("## Editors", "## 编辑器"),
    said(
      '`schemas/model.schema.json` and `schemas/case.schema.json` give completion and explanations in editors that know YAML schemas (VS Code with the YAML extension, JetBrains). `valuebook model new` puts the former beside the model, and its files name it. For cases, name the latter in the editor\'s settings: `"yaml.schemas": { "node_modules/valuebook/schemas/case.schema.json": "case.yaml" }`, with the path of your installation.',
      '`schemas/model.schema.json` 与 `schemas/case.schema.json` 让支持 YAML schema 的编辑器（装有 YAML 扩展的 VS Code、JetBrains）提供补全和说明。`valuebook model new` 会把前者放在模型旁边，模型文件已引用它。编写案例时，请在编辑器设置中填写 `"yaml.schemas": { "node_modules/valuebook/schemas/case.schema.json": "case.yaml" }`，路径以实际安装位置为准。',
    ),
    said("## How values are written", "## 取值的写法"),
    said(
      'Shares are written as 72% or 0.72, amounts as 1150000 or "1,150,000", days as 2026-01-31. A text is one string, or one per language: `{ en: Visits, zh-CN: 上门次数 }`. Fields marked ● must be there.',
      '比例写作 72% 或 0.72，金额写作 1150000 或 "1,150,000"，日期写作 2026-01-31。文字可以只写一句，也可以按语言分列：`{ en: Visits, zh-CN: 上门次数 }`。标 ● 的字段必填。',
    ),
    formulas(locale, said),
    said("## Model files", "## 模型文件"),
    said(
      "A model is a folder of YAML files. Each file has some of these lists; lists of the same name are joined, so split them as you like. An indicator whose formulas read no baseline and target is a plain benefit line: it needs no unit, bounds, measurement and typical range. One without monetization needs no attribution and confidence.",
      "模型是一个装有 YAML 文件的文件夹。每个文件可以写其中若干列表，同名列表会合并，可随意拆分。公式既不读 baseline 也不读 target 的指标是纯收益项，不必写单位、界限、测量方式和常见水平；没有 monetization 的指标不必写归因和置信。",
    ),
    ...sections("model", locale, said),
    said("## case.yaml", "## case.yaml"),
    ...sections("case", locale, said),
  ].join("\n\n")}\n`;
}

function formulas(locale: Locale, said: Said): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
    [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
  const functionRows = (names: Iterable<string>) =>
    [...names].map(name => [`\`${name}\``, inLocale(functionMeanings[name] ?? "", locale)]);
  return [
    said("## Formulas", "## 公式"),
    said(
      "Excel's language: a formula begins with `=`, names are `baseline`, `target` and the ids of drivers and rows, a measure of a table is `table.measure`. No cell addresses. Every number but 0 and 1 is declared under `constants` with its unit. The units must come out: money/yr for a yearly line, money for a one-off one.",
      "采用 Excel 语法：以 `=` 开头；名称有 `baseline`、`target`、业务参数和计算行的 id，表的汇总量写作 `表.汇总量`；不得写单元格地址。除 0 和 1 外，每个数字都要在 `constants` 中声明单位。单位必须对得上：每年的行为 money/yr，一次性的为 money。",
    ),
    table(
      [said("operator", "运算符"), said("means", "含义")],
      [percentSign, ...binaryOperators].map(({ sign, means }) => [`\`${sign}\``, inLocale(means, locale)]),
    ),
    table([said("function", "函数"), said("gives", "结果")], functionRows(modelFunctions.keys())),
    said(
      `In measures of tables, over whole columns: ${[...columnFunctions.keys()].map(name => `\`${name}\``).join(", ")}.`,
      `表的汇总量可对整列使用：${[...columnFunctions.keys()].map(name => `\`${name}\``).join("、")}。`,
    ),
    said(
      `Units that every model has: ${builtInUnits.map(unit => `\`${unit}\``).join(", ")}; \`1\` for shares. Time units do not turn into one another by themselves: divide by a constant such as 60 (min/h).`,
      `每个模型都有的单位：${builtInUnits.map(unit => `\`${unit}\``).join("、")}；比例写 \`1\`。时间单位之间不会自动换算，须除以 60（min/h）这样的常数。`,
    ),
  ].join("\n\n");
}

/** A heading and a table for each field at the top of a file. */
function sections(kind: FileKind, locale: Locale, said: Said): string[] {
  const fields = fieldsOf(kind);
  return fields
    .filter(({ path }) => !path.includes("."))
    .flatMap(top => {
      const inner = fields.filter(({ path }) => path.startsWith(`${top.path}.`));
      const about = `${meaning(kind, top.path, locale)}${top.required ? " ●" : ""}`;
      const value = inner.length === 0 ? shape(top.form, locale) : "";
      const rows = inner.map(
        field =>
          `| \`${field.path.slice(top.path.length + 1)}\`${field.required ? " ●" : ""} | ${shape(field.form, locale)} | ${meaning(kind, field.path, locale)} |`,
      );
      const head = [
        `| ${said("field", "字段")} | ${said("value", "取值")} | ${said("means", "含义")} |`,
        "| --- | --- | --- |",
      ];
      return [
        `### \`${top.path}\``,
        value ? `${about} ${said(`(${value})`, `（${value}）`)}` : about,
        ...(rows.length > 0 ? [[...head, ...rows].join("\n")] : []),
      ];
    });
}

const meaning = (kind: FileKind, path: string, locale: Locale): string =>
  inLocale(fieldText(kind, path) ?? ("" satisfies Text), locale).replaceAll("|", "\\|");

/** What is written there, in words: a number, one of …, a list of texts. */
function shape(form: JsonForm, locale: Locale): string {
  const said: Said = (en, zh) => (locale === "en" ? en : zh);
  const key = String(form["x-expected"] ?? "");
  if (isTextKey(key)) {
    const example = String(form["x-example"] ?? "…");
    const isTelling = example !== "…" && !/^expect\.(number|text|localized-text|boolean|date)$/.test(key);
    return `${sayAny(locale, key)}${isTelling ? ` \`${example}\`` : ""}`;
  }
  if (Array.isArray(form.enum)) return form.enum.map(each => `\`${each}\``).join(said(", ", "、"));
  if (Array.isArray(form.anyOf)) {
    const whole = form.anyOf.find(each => each.type !== "null");
    return shape(whole as JsonForm, locale);
  }
  if (form.type === "array") {
    const items = form.items as JsonForm;
    if (items.type === "object" || items.if) return said("a list of entries", "列表，每项包含下列字段");
    return said(`list: ${shape(items, locale)}`, `列表：${shape(items, locale)}`);
  }
  return typeof form.additionalProperties === "object" && !form.properties
    ? said("entries by id", "按 id 填写的条目")
    : said("fields", "一组字段");
}
