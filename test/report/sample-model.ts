/** A small metric model written by hand for the tests of the report: six stages, three dimensions, twelve indicators. */
import type { Driver, Model, OverlapPair, Source } from "../../src/model/model.ts";
import { both, formula, nowhere, sampleIndicators } from "./sample-indicators.ts";

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
  indicators: sampleIndicators,
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
  costs: [],
  tables: [],
  warnings: [],
  levelExamples: [],
  examples: [],
};
