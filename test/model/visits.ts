/** A whole small model in one file: one indicator, two drivers. The broken models of the catalogue are this one with a fault. */
import type { Finding } from "../../src/finding/finding.ts";
import { inReadingOrder } from "../../src/finding/print.ts";
import { parseModel } from "../../src/model/parse-model.ts";
import { checkUnits } from "../../src/model/units.ts";

export const visitsModel = `model:
  id: visits
  version: 1
  name: { en: Site visits, zh-CN: 上门服务 }
  description: { en: What fewer repeat visits are worth., zh-CN: 减少重复上门的价值。 }
units:
  - { id: visit, name: { en: visit, zh-CN: 次 } }
stages:
  - { id: work-order, name: { en: Work orders, zh-CN: 工单 } }
dimensions:
  - id: A
    name: { en: Cost, zh-CN: 成本 }
    lands: { en: Operating expense, zh-CN: 运营费用 }
    asks: { en: What do we stop spending?, zh-CN: 哪些钱可以不再花？ }
    owner: { en: Service director, zh-CN: 服务总监 }
drivers:
  - id: annual_visits
    name: { en: Visits per year, zh-CN: 年上门次数 }
    unit: visit/yr
    shown-as: { en: visits/yr, zh-CN: 次/年 }
    format: number
    meaning: { en: Closed visits., zh-CN: 已关闭的上门。 }
    range: [100, 1000000]
    typical-source: { en: field-service system, zh-CN: 现场服务系统 }
  - id: cost_per_visit
    name: { en: Cost per visit, zh-CN: 单次上门成本 }
    unit: money/visit
    shown-as: { en: "{currency}/visit", zh-CN: "{currency}/次" }
    format: money
    meaning: { en: Labour and travel., zh-CN: 人工与差旅。 }
    range: [10, 5000]
    typical-source: { en: finance, zh-CN: 财务 }
indicators:
  - id: repeat-visit-rate
    stage: work-order
    dimension: A
    name: { en: Repeat visit rate, zh-CN: 重复上门率 }
    definition: { en: Repeat visits ÷ visits., zh-CN: 重复上门次数 ÷ 上门次数。 }
    unit: 1
    shown-as: "%"
    format: percent
    better: lower
    measured: { from: { en: field-service system, zh-CN: 现场服务系统 }, every: { en: month, zh-CN: 每月 } }
    bounds: [0%, 60%]
    typical:
      baseline: { range: [10%, 30%] }
      improvement: { by: absolute, range: [1%, 3%, 6%] }
    monetization:
      - id: avoided-visits
        formula: =(baseline-target)*annual_visits*cost_per_visit
        type: cost-avoidance
        recurrence: yearly
    attribution: { share: 60%, because: { en: Training also moves it., zh-CN: 培训也有影响。 } }
    confidence: { share: 75%, because: { en: Visits are counted., zh-CN: 上门次数有记录。 } }
examples:
  - indicator: repeat-visit-rate
    line: avoided-visits
    baseline: 20%
    target: 15%
    drivers: { annual_visits: 10000, cost_per_visit: 300 }
    gives: 150000
`;

export async function findingsOfModel(text: string): Promise<Finding[]> {
  const { findings, draft } = parseModel([{ file: "visits.model.yaml", text }], ".");
  return inReadingOrder([...findings, ...(draft ? await checkUnits(draft.model, draft.placeIn) : [])]);
}
