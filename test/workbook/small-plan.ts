/** A plan of four sheets with every role, format and kind of content, made by hand. */

import type { CellOptions } from "../../src/engine/plan/builder.ts";
import { buildWords, NameRegistry, SheetBuilder } from "../../src/engine/plan/builder.ts";
import { formula, range, whereNumbers } from "../../src/engine/plan/formula.ts";
import type { Format, Role, WorkbookPlan } from "../../src/engine/plan/plan.ts";
import type { Text } from "../../src/text/locale.ts";

export interface SmallPlanOptions {
  readonly customer?: Text;
  readonly inputsName?: Text;
  readonly dated?: boolean;
  readonly link?: string;
  /** Texts put below one another on the first sheet, from row 20. */
  readonly texts?: readonly string[];
}

const roles: readonly Role[] = [
  "title",
  "subtitle",
  "section",
  "column-head",
  "row-head",
  "label",
  "note",
  "unit",
  "source",
  "link",
];
const formats: readonly Format[] = [
  "money",
  "money-exact",
  "percent",
  "number",
  "integer",
  "factor",
  "months",
  "ratio",
  "date",
];

export function smallPlan({
  customer = "Small & Sons",
  inputsName = { en: "Inputs", "zh-CN": "输入" },
  dated = true,
  link = "https://example.org/a?b=1&c=2",
  texts = [],
}: SmallPlanOptions = {}): WorkbookPlan {
  const registry = new NameRegistry();
  const { sheet: wordsSheet, words, texts: wordTexts } = buildWords(registry, { en: "Words", "zh-CN": "词表" }, {});
  const { gap, yes, passed, failed } = words;

  const inputs = new SheetBuilder("inputs", registry);
  inputs.label(1, 1, { en: "Inputs of the case", "zh-CN": "案例输入" }, "title", { across: 3 });
  inputs.labels(3, 1, [
    { en: "Item", "zh-CN": "项目" },
    { en: "Value", "zh-CN": "取值" },
    { en: "Unit", "zh-CN": "单位" },
  ]);
  const input = (
    row: number,
    name: string,
    value: number | null,
    format: Format,
    allowed: { kind: "number"; min?: number; max?: number },
  ) => {
    inputs.label(row, 1, name, "row-head");
    return inputs.input(row, 2, value, {
      name,
      format,
      allowed,
      hint: { en: `Type ${name}`, "zh-CN": `请输入 ${name}` },
    });
  };
  const volume = input(4, "volume", 1200, "number", { kind: "number", min: 0 });
  const price = input(5, "price", 12.5, "money-exact", { kind: "number" });
  const share = input(6, "share", 0.725, "percent", { kind: "number", min: 0, max: 1 });
  const unknown = input(7, "unknown", null, "money", { kind: "number", max: 1000 });
  inputs.label(8, 1, "counted", "row-head");
  const counted = inputs.choice(
    8,
    2,
    "yes",
    ["yes", "no"],
    { en: "Count it?", "zh-CN": "是否计入？" },
    { name: "counted" },
  );
  inputs.label(9, 1, "discounting", "row-head");
  inputs.choice(9, 2, "mid_year", ["year_end", "period_end", "mid_year"], "", { name: "discounting" });
  inputs.label(10, 1, "outcome", "row-head");
  inputs.choice(10, 2, "reached", ["reached", "gap"], "", { name: "outcome" });

  const value = new SheetBuilder("value", registry);
  value.labels(1, 1, ["Figure", "Result"]);
  const put = (row: number, text: Text, of: ReturnType<typeof formula>, role: Role, options: CellOptions) => {
    value.label(row, 1, text, "row-head");
    return value.formula(row, 2, of, role, options);
  };
  const revenue = put(2, "Revenue", formula`=IF(${counted}=${yes},${volume}*${price},0)`, "calculated", {
    name: "revenue",
    format: "money",
  });
  const part = put(3, "Part of it", formula`=${revenue}*${share}`, "total", { format: "money", figure: "part" });
  const loss = put(4, "Loss", formula`=-${part}*2`, "result", { format: "money" });
  const missing = put(5, "Missing", whereNumbers([unknown], formula`=${unknown}*2`, gap), "calculated", {
    format: "money",
  });
  const impossible = put(6, "Impossible", formula`=${revenue}/(${share}-${share})`, "calculated", { format: "ratio" });
  put(7, "Sum", formula`=SUM(${range(revenue, part)})`, "total", { format: "money" });
  put(8, "True or not", formula`=${revenue}>${part}`, "check", { format: "text" });
  put(9, "Check", formula`=IF(ISERROR(${impossible}),${failed},${passed})`, "check", { format: "text" });
  put(10, "Flag", formula`=IF(${loss}<0,${failed},${passed})`, "flag", { format: "text", link: unknown });
  put(11, "Gaps", formula`=IF(ISNUMBER(${missing}),0,1)`, "check", { format: "integer" });
  value.detail(3, 6);

  const about = new SheetBuilder("about", registry);
  roles.forEach(
    (role, index) =>
      void about.label(
        index + 1,
        1,
        { en: `${role} of the sheet`, "zh-CN": `角色 ${role}` },
        role,
        role === "link" ? { link } : {},
      ),
  );
  about.label(1, 3, customer, "label");
  formats.forEach((format, index) => {
    about.label(index + 2, 2, 45_736.25, "label", { format });
    about.formula(index + 2, 3, formula`=${revenue}+${0.25}`, "calculated", { format });
  });
  about.label(12, 1, "To the loss", "link", { link: loss });
  texts.forEach((text, index) => void about.label(20 + index, 1, text, "label", { across: 1 }));

  return {
    sheets: [
      about.done({ name: { en: "About", "zh-CN": "说明" }, columns: [30, 16, 40], landscape: false }),
      inputs.done({
        name: inputsName,
        columns: [20, 14, 10],
        freeze: { rows: 3, columns: 1 },
        titleRow: 3,
        filter: range(inputs.ref(3, 1), inputs.ref(10, 3)),
      }),
      value.done({ name: { en: "Value", "zh-CN": "价值" }, columns: [24, 16], freeze: { rows: 1, columns: 0 } }),
      wordsSheet,
    ],
    names: registry.names,
    words: wordTexts,
    title: customer,
    author: { en: "Small Vendor", "zh-CN": "小供应商" },
    date: dated ? "2025-03-20" : undefined,
    currency: "CNY",
  };
}
