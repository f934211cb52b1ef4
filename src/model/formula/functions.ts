import type { Text } from "../../text/locale.ts";

/** The functions that HyperFormula, Excel and LibreOffice all compute alike, with the number of arguments they take. */
export interface FunctionSignature {
  readonly min: number;
  readonly max: number;
}

const signature = (min: number, max = min): FunctionSignature => ({ min, max });
const many = 30;

/** What the formula of a model may call. `PRIOR(x)` is the value of x one year before, 0 in the first. */
export const modelFunctions: ReadonlyMap<string, FunctionSignature> = new Map([
  ["ABS", signature(1)],
  ["AND", signature(1, many)],
  ["AVERAGE", signature(1, many)],
  ["EXP", signature(1)],
  ["IF", signature(2, 3)],
  ["INT", signature(1)],
  ["LN", signature(1)],
  ["MAX", signature(1, many)],
  ["MEDIAN", signature(1, many)],
  ["MIN", signature(1, many)],
  ["NOT", signature(1)],
  ["OR", signature(1, many)],
  ["POWER", signature(2)],
  ["PRIOR", signature(1)],
  ["PRODUCT", signature(1, many)],
  ["ROUND", signature(2)],
  ["SIGN", signature(1)],
  ["SQRT", signature(1)],
  ["SUM", signature(1, many)],
]);

/** What takes whole columns in the measures of a table. */
export const columnFunctions: ReadonlyMap<string, FunctionSignature> = new Map([
  ["AVERAGE", signature(1)],
  ["COUNT", signature(1)],
  ["MAX", signature(1)],
  ["MIN", signature(1)],
  ["SUM", signature(1)],
  ["SUMPRODUCT", signature(2, 4)],
]);

/** What the measure of a table may call. */
export const measureFunctions: ReadonlyMap<string, FunctionSignature> = new Map([
  ...[...modelFunctions].filter(([name]) => name !== "PRIOR"),
  ["COUNT", signature(1)],
  ["SUMPRODUCT", signature(2, 4)],
]);

/** What the sheet plan may call besides: tests of cells, look-ups, finance. */
export const planFunctions: ReadonlyMap<string, FunctionSignature> = new Map([
  ...modelFunctions,
  ["COUNT", signature(1, 250)],
  ["COUNTIF", signature(2)],
  ["IFERROR", signature(2)],
  ["INDEX", signature(2, 3)],
  ["IRR", signature(1, 2)],
  ["ISERROR", signature(1)],
  ["ISNUMBER", signature(1)],
  ["MATCH", signature(2, 3)],
  ["NPV", signature(2, many)],
  ["RANK", signature(2, 3)],
  ["SUMIFS", signature(3, many)],
  ["SUMPRODUCT", signature(1, many)],
]);

/** What each function of a model gives, for its documentation. */
export const functionMeanings: Readonly<Record<string, Text>> = {
  ABS: { en: "The value without its sign.", "zh-CN": "绝对值。" },
  AND: { en: "True where all hold.", "zh-CN": "全部成立时为真。" },
  AVERAGE: { en: "The mean.", "zh-CN": "平均值。" },
  EXP: { en: "e to the power of x.", "zh-CN": "e 的 x 次幂。" },
  IF: { en: "IF(condition, then, else).", "zh-CN": "IF(条件, 成立时, 不成立时)。" },
  INT: { en: "Rounded down to a whole number.", "zh-CN": "向下取整。" },
  LN: { en: "The natural logarithm.", "zh-CN": "自然对数。" },
  MAX: { en: "The largest.", "zh-CN": "最大值。" },
  MEDIAN: { en: "The middle one.", "zh-CN": "中位数。" },
  MIN: { en: "The smallest.", "zh-CN": "最小值。" },
  NOT: { en: "True where it does not hold.", "zh-CN": "不成立时为真。" },
  OR: { en: "True where one holds.", "zh-CN": "任一成立时为真。" },
  POWER: { en: "POWER(x, n) is x^n.", "zh-CN": "POWER(x, n) 即 x^n。" },
  PRIOR: {
    en: "The value one year before; 0, or the driver's initial value, in the first year.",
    "zh-CN": "上一年的值；首年为 0 或业务参数的 initial 值。",
  },
  PRODUCT: { en: "All multiplied.", "zh-CN": "连乘积。" },
  ROUND: { en: "ROUND(x, places), half away from zero.", "zh-CN": "ROUND(x, 小数位数)，四舍五入。" },
  SIGN: { en: "1, 0 or −1.", "zh-CN": "符号：1、0 或 −1。" },
  SQRT: { en: "The square root.", "zh-CN": "平方根。" },
  SUM: { en: "All added.", "zh-CN": "合计。" },
};
