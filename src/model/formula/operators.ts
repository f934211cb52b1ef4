/** The operators of formulas, as the parser reads them: a larger strength binds tighter. The sign of a number and % bind tightest. */
import type { Text } from "../../text/locale.ts";

export interface Operator {
  readonly sign: string;
  readonly strength: number;
  readonly means: Text;
}

const operator = (sign: string, strength: number, en: string, zh: string): Operator => ({
  sign,
  strength,
  means: { en, "zh-CN": zh },
});

export const binaryOperators: readonly Operator[] = [
  operator("^", 5, "to the power of", "乘方"),
  operator("*", 4, "times", "乘"),
  operator("/", 4, "divided by", "除"),
  operator("+", 3, "plus", "加"),
  operator("-", 3, "minus; before a number or name, its negative", "减；写在数字或名称前表示负号"),
  operator(
    "&",
    2,
    "joins texts; a model calculates numbers only, so it is a finding there",
    "连接文本；模型只计算数值，写了会报错",
  ),
  operator("=", 1, "equal", "等于"),
  operator("<>", 1, "not equal", "不等于"),
  operator("<", 1, "below", "小于"),
  operator("<=", 1, "at most", "小于等于"),
  operator(">", 1, "above", "大于"),
  operator(">=", 1, "at least", "大于等于"),
];
/** Behind what it is of. */
export const percentSign = operator("%", 7, "a hundredth of", "百分之一");
