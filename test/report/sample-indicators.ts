/** The twelve indicators of the sample model, and what its files share. */
import { parseFormula } from "../../src/model/formula/parse.ts";
import type { Formula, Indicator, MonetizationLine } from "../../src/model/model.ts";
import type { Text } from "../../src/text/locale.ts";

export const nowhere = { file: "sample", line: 1, column: 1, length: 1 };

export const both = (en: string, zh: string): Text => ({ en, "zh-CN": zh });

export function formula(text: string): Formula {
  const { tree } = parseFormula(text);
  if (!tree) throw new Error(`sample formula does not parse: ${text}`);
  return { text, tree, constants: {}, place: nowhere };
}

interface IndicatorLine {
  readonly id: string;
  readonly at: readonly [stage: string, dimension: string];
  readonly en: string;
  readonly zh: string;
  readonly formula: string;
  readonly better?: "lower";
  readonly format?: "number";
  readonly shownAs?: Text;
  readonly shares: readonly [attribution: number, confidence: number];
  readonly sources?: readonly string[];
  readonly more?: readonly MonetizationLine[];
}

const cashLine: MonetizationLine = {
  id: "release",
  name: both("Cash released from stock", "库存释放的现金"),
  formula: formula("=(baseline-target)*parts_cogs/365"),
  type: "working-capital",
  recurrence: "one-off",
  alternative: false,
};
const altLine: MonetizationLine = {
  id: "capital",
  name: both("Capital charge on the same stock", "同一库存的资金成本"),
  formula: formula("=(baseline-target)*parts_cogs/365*holding_rate"),
  type: "cost-avoidance",
  recurrence: "yearly",
  alternative: true,
};

const indicatorLines: readonly IndicatorLine[] = [
  {
    id: "contract-renewal",
    at: ["experience", "revenue"],
    en: "Service contract renewal rate",
    zh: "服务合同续约率",
    formula: "=(target-baseline)*contract_value*contract_margin",
    shares: [0.35, 0.6],
    sources: ["S01", "S03"],
  },
  {
    id: "complaints",
    at: ["experience", "quality"],
    en: "Complaint rate",
    zh: "客诉率",
    formula: "=(baseline-target)*contacts*cost_per_contact",
    better: "lower",
    shares: [0.5, 0.6],
  },
  {
    id: "self-service",
    at: ["omnichannel", "cost"],
    en: "Self-service resolution rate",
    zh: "自助解决率",
    formula: "=(target-baseline)*contacts*cost_per_contact",
    shares: [0.75, 0.7],
    sources: ["S02"],
  },
  {
    id: "first-contact",
    at: ["omnichannel", "quality"],
    en: "First-contact resolution rate",
    zh: "首次联络解决率",
    formula: "=(target-baseline)*contacts*cost_per_contact",
    shares: [0.6, 0.7],
  },
  {
    id: "first-time-fix",
    at: ["work-order", "quality"],
    en: "First-time fix rate",
    zh: "首次修复率",
    formula: "=(target-baseline)*visits_saved*cost_per_visit",
    shares: [0.6, 0.75],
    sources: ["S01", "S02"],
  },
  {
    id: "travel-time",
    at: ["work-order", "cost"],
    en: "Travel time per visit",
    zh: "单次上门在途时长",
    formula: "=(baseline-target)*visits*hourly_cost*realized_share",
    better: "lower",
    format: "number",
    shownAs: both("hours per visit", "小时/次"),
    shares: [0.7, 0.8],
    sources: ["S03"],
  },
  {
    id: "leads",
    at: ["work-order", "revenue"],
    en: "Technician lead rate",
    zh: "工程师商机提报率",
    formula: "=(target-baseline)*contract_value*contract_margin",
    shares: [0.5, 0.55],
  },
  {
    id: "fill-rate",
    at: ["parts", "quality"],
    en: "Parts first-pass fill rate",
    zh: "备件首次满足率",
    formula: "=(target-baseline)*order_lines*cost_per_backorder",
    shares: [0.6, 0.7],
    sources: ["S02"],
  },
  {
    id: "stock-days",
    at: ["parts", "revenue"],
    en: "Spare parts inventory days",
    zh: "备件库存天数",
    formula: "=(baseline-target)*parts_cogs/365*holding_rate",
    better: "lower",
    format: "number",
    shownAs: both("days", "天"),
    shares: [0.5, 0.65],
    more: [cashLine, altLine],
  },
  {
    id: "recovery",
    at: ["returns", "revenue"],
    en: "Return value recovery rate",
    zh: "退回品价值回收率",
    formula: "=(target-baseline)*returned_value",
    shares: [0.55, 0.6],
    sources: ["S03"],
  },
  {
    id: "supplier-recovery",
    at: ["quality", "revenue"],
    en: "Supplier warranty recovery rate",
    zh: "供应商质量索赔回收率",
    formula: "=(target-baseline)*supplier_cost",
    shares: [0.6, 0.75],
    sources: ["S01"],
  },
  {
    id: "early-failures",
    at: ["quality", "quality"],
    en: "Failure rate in the first month",
    zh: "首月故障率",
    formula: "=(baseline-target)*corrective_orders*cost_per_visit",
    better: "lower",
    shares: [0.4, 0.6],
  },
];

function indicatorOf(line: IndicatorLine): Indicator {
  const isNumber = line.format === "number";
  const main: MonetizationLine = {
    id: "main",
    formula: formula(line.formula),
    type: "cost-avoidance",
    recurrence: "yearly",
    alternative: false,
  };
  const because = (text: string, zh: string) => both(`${line.en}: ${text}`, `${line.zh}:${zh}`);
  return {
    id: line.id,
    stage: line.at[0],
    dimension: line.at[1],
    name: both(line.en, line.zh),
    definition: both(
      `What is counted for “${line.en}” ÷ all that could have been`,
      `“${line.zh}”的计数 ÷ 全部可计数量`,
    ),
    unit: "1",
    shownAs: line.shownAs ?? both("% of all cases", "占全部案例的百分比"),
    format: line.format ?? "percent",
    better: line.better ?? "higher",
    hasLevels: true,
    measured: { from: both("Field-service system", "现场服务系统"), every: both("monthly", "每月") },
    bounds: { min: 0, max: isNumber ? 1000 : 1 },
    typical: {
      baseline: { low: isNumber ? 1 : 0.1, high: isNumber ? 200 : 0.8, sources: line.sources ?? [] },
      improvement: {
        by: isNumber ? "relative" : "absolute",
        low: 0.03,
        likely: 0.06,
        high: 0.12,
        sources: line.sources?.slice(0, 1) ?? [],
        adjusted: line.sources !== undefined,
      },
      related: [],
    },
    monetization: [main, ...(line.more ?? [])],
    attribution: { share: line.shares[0], because: because("parts and training also move it", "备件与培训也会影响") },
    confidence: {
      share: line.shares[1],
      because: because("the volume is counted, the unit cost is an estimate", "数量可计数,单位成本为估计"),
    },
    groups: [],
    place: nowhere,
  };
}

export const sampleIndicators: readonly Indicator[] = indicatorLines.map(indicatorOf);
