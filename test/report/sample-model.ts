/** A small metric model written by hand for the tests of the report: six stages, three dimensions, twelve indicators. */
import { parseFormula } from "../../src/model/formula/parse.ts";
import type {
  Driver,
  Formula,
  Indicator,
  Model,
  MonetizationLine,
  OverlapPair,
  Source,
} from "../../src/model/model.ts";
import type { Text } from "../../src/text/locale.ts";

export const nowhere = { file: "sample", line: 1, column: 1, length: 1 };

const both = (en: string, zh: string): Text => ({ en, "zh-CN": zh });

function formula(text: string): Formula {
  const { tree } = parseFormula(text);
  if (!tree) throw new Error(`sample formula does not parse: ${text}`);
  return { text, tree, constants: {}, place: nowhere };
}

type DriverLine = readonly [id: string, en: string, zh: string, shownAs: string, format: Driver["format"]];

const driverLines: readonly DriverLine[] = [
  ["contract_value", "Contract value expiring in a year", "年到期合同额", "CNY/yr", "money"],
  ["contract_margin", "Gross margin of service contracts", "服务合同毛利率", "%", "percent"],
  ["contacts", "Service contacts in a year", "年服务联络量", "contacts/yr", "number"],
  ["cost_per_contact", "Cost of an assisted contact", "单次人工联络成本", "CNY/contact", "money"],
  ["corrective_orders", "Corrective work orders in a year", "年维修工单数", "orders/yr", "number"],
  ["extra_visits", "Extra visits after a failed first visit", "首次未修复的追加上门次数", "visits/order", "number"],
  ["cost_per_visit", "Avoidable cost of a field visit", "单次上门可避免成本", "CNY/visit", "money"],
  ["visits", "Site visits by own technicians in a year", "年自有工程师上门次数", "visits/yr", "number"],
  ["hourly_cost", "Loaded hourly cost of a technician", "工程师综合小时成本", "CNY/h", "money"],
  ["realized_share", "Share of freed hours that turn into money", "释放工时变现比例", "%", "percent"],
  ["parts_cogs", "Cost of parts sold in a year", "年备件销售成本", "CNY/yr", "money"],
  ["holding_rate", "Yearly holding cost of stock, without capital", "年库存持有成本率(不含资金)", "%/yr", "percent"],
  ["order_lines", "Parts order lines in a year", "年备件订单行数", "lines/yr", "number"],
  ["cost_per_backorder", "Cost of a back-ordered line", "单个缺货行成本", "CNY/line", "money"],
  ["returned_value", "Standard cost of returned goods in a year", "年退回品标准成本", "CNY/yr", "money"],
  ["supplier_cost", "Warranty cost caused by suppliers in a year", "年供应商责任质保成本", "CNY/yr", "money"],
];

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

const source = (id: string, grade: string, publication: string): Source => ({
  id,
  grade,
  publication,
  url: `https://example.org/${id.toLowerCase()}`,
  says: both(`${publication}: the best reach 88%, the average 77%.`, `${publication}:领先者 88%,平均 77%。`),
});

const overlap = (keep: string, reduce: string, factor: number): OverlapPair => ({
  keep,
  reduce,
  factor,
  because: both("fewer visits remain to be shortened", "可缩短的上门次数减少"),
  place: nowhere,
});

const named = (id: string, en: string, zh: string) => ({ id, name: both(en, zh) });

export const sampleModel: Model = {
  id: "sample",
  version: 3,
  name: both("After-sales service", "售后服务"),
  description: both("A sample", "示例"),
  starter: [],
  units: [],
  stages: [
    named("experience", "User experience", "用户体验"),
    named("omnichannel", "Omnichannel contact", "全渠道联络"),
    named("work-order", "Work orders", "工单管理"),
    named("parts", "Spare parts", "备件管理"),
    named("returns", "Returns", "退换货管理"),
    named("quality", "Quality", "质量管理"),
  ],
  dimensions: [
    {
      ...named("cost", "Efficiency and cost", "效率与成本"),
      lands: both("operating expense", "运营费用"),
      asks: both("What do we stop spending?", "我们不再花什么钱?"),
      owner: both("Service director", "服务总监"),
    },
    {
      ...named("quality", "Quality and experience", "质量与体验"),
      lands: both("cost of poor quality", "质量损失成本"),
      asks: both("What failure do we stop paying for?", "我们不再为哪些失败付出代价?"),
      owner: both("Head of quality", "质量负责人"),
    },
    {
      ...named("revenue", "Revenue and assets", "收入与资产"),
      lands: both("gross margin, balance sheet", "毛利与资产负债表"),
      asks: both("What do we earn or release?", "我们多赚或释放什么?"),
      owner: both("CFO", "财务总监"),
    },
  ],
  grades: [
    { id: "A", means: both("independent body or filed data", "独立机构或公开披露数据") },
    { id: "B", means: both("survey with sample or method", "有样本或方法的调查") },
    { id: "C", means: both("vendor claim or secondary citation", "厂商宣称或二手引用") },
  ],
  tasks: [],
  indicators: indicatorLines.map(indicatorOf),
  drivers: driverLines.map(([id, en, zh, shownAs, format]) => ({
    ...named(id, en, zh),
    unit: "1",
    shownAs,
    format,
    meaning: both(en, zh),
    range: { min: 0, max: 1e12 },
    typicalSource: "ERP",
    place: nowhere,
  })),
  rows: [
    {
      ...named("visits_saved", "Extra visits for all corrective orders", "全部维修工单的追加上门"),
      unit: "visit/yr",
      shownAs: "visits/yr",
      format: "number",
      formula: formula("=corrective_orders*extra_visits"),
      place: nowhere,
    },
  ],
  overlaps: [
    overlap("self-service", "first-contact", 0.15),
    overlap("first-time-fix", "travel-time", 0.06),
    overlap("first-time-fix", "fill-rate", 0.1),
  ],
  overlapGroups: [],
  levers: [],
  serviceProducts: [],
  sources: [
    source("S01", "B", "Field Service Survey 2012"),
    source("S02", "A", "Standards Body 2023"),
    source("S03", "C", "Vendor Blog 2019"),
    source("S04", "B", "Never Cited Quarterly"),
  ],
  examples: [],
};
