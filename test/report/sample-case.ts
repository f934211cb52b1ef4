/** A case of the sample model: a made-up customer who chooses ten indicators of twelve and leaves two as candidates. */
import type { Case, DriverValue, IndicatorTerms } from "../../src/case/case.ts";
import { nowhere } from "./sample-indicators.ts";
import { sampleModel } from "./sample-model.ts";

const drivers: Readonly<Record<string, number>> = {
  contract_value: 82_000_000,
  contract_margin: 0.42,
  contacts: 168_000,
  cost_per_contact: 24,
  corrective_orders: 49_600,
  extra_visits: 1.6,
  cost_per_visit: 640,
  visits: 80_000,
  hourly_cost: 90,
  realized_share: 0.6,
  parts_cogs: 210_000_000,
  holding_rate: 0.06,
  order_lines: 150_000,
  cost_per_backorder: 85,
  returned_value: 18_000_000,
  supplier_cost: 18_400_000,
};

const changes: readonly (readonly [id: string, chosen: boolean, baseline: number, target: number])[] = [
  ["contract-renewal", true, 0.74, 0.8],
  ["self-service", true, 0.12, 0.28],
  ["first-contact", true, 0.64, 0.69],
  ["first-time-fix", true, 0.72, 0.79],
  ["travel-time", true, 2.6, 2.25],
  ["leads", true, 0.016, 0.034],
  ["fill-rate", true, 0.84, 0.9],
  ["stock-days", true, 165, 140],
  ["recovery", true, 0.34, 0.43],
  ["supplier-recovery", true, 0.35, 0.48],
  ["complaints", false, 0.032, 0.024],
  ["early-failures", false, 0.035, 0.03],
];

function termsOf([id, chosen, baseline, target]: (typeof changes)[number]): IndicatorTerms {
  const indicator = sampleModel.indicators.find(each => each.id === id);
  if (!indicator) throw new Error(`no indicator ${id} in the sample model`);
  return {
    id,
    chosen,
    baseline,
    target,
    attribution: indicator.attribution.share,
    confidence: indicator.confidence.share,
    place: nowhere,
  };
}

const person = (name: string, en: string, zh: string) => ({ name, role: { en, "zh-CN": zh } });

export const sampleCase: Case = {
  model: { id: sampleModel.id, version: sampleModel.version },
  customer: {
    id: "jianglan",
    name: { en: "Jianglan Heavy Equipment", "zh-CN": "江岚重装" },
    currency: "CNY",
    note: { en: "Fictional; no real company is meant.", "zh-CN": "虚构,不指向任何真实企业。" },
  },
  vendor: { name: { en: "Qihang Service Cloud", "zh-CN": "启航服务云" } },
  prepared: { by: { en: "Shen Yiwen", "zh-CN": "沈亦文" }, on: "2025-03-20" },
  calendar: { build: "2024-10-01", goLive: "2025-04-01", years: 3, period: "quarter", periodsPerYear: 4 },
  finance: { discountRateYearly: 0.08, convention: "nominal", discounting: "year-end", roi: "nominal", place: nowhere },
  tables: new Map(),
  drivers: new Map(
    Object.entries(drivers).map(([id, value]): [string, DriverValue] => [
      id,
      {
        value,
        source: { en: "ERP 2024", "zh-CN": "ERP 2024 年" },
        owner: { en: "Finance", "zh-CN": "财务" },
        asOf: "2025-01-15",
        place: nowhere,
      },
    ]),
  ),
  indicators: changes.map(termsOf),
  ramp: [0.08, 0.25, 0.45, 0.65, 0.85, 1, 1, 1, 1, 1, 1, 1],
  investment: [
    {
      id: "implementation",
      name: { en: "Implementation", "zh-CN": "实施服务" },
      initial: 3_140_000,
      yearly: [630_000, 100_000, 50_000],
      riskAdjustment: 0.1,
      place: nowhere,
    },
    {
      id: "subscription",
      name: { en: "Annual subscription", "zh-CN": "年度订阅费" },
      initial: 0,
      yearly: [1_150_000, 1_150_000, 1_150_000],
      riskAdjustment: 0,
      place: nowhere,
    },
  ],
  costRisks: new Map(),
  published: [],
  scenarios: [],
  shownScenario: "expected",
  people: {
    customer: {
      "steering-committee": [person("Lu Ming", "CEO", "总经理"), person("He Qing", "CFO", "财务总监")],
      "implementation-group": [person("Tao Ran", "Service director", "服务总监")],
      "monitoring-group": [person("Xu Lan", "Controller", "管理会计")],
      "improvement-group": [],
    },
    vendor: {
      sales: person("Fang Yu", "Account director", "客户总监"),
      delivery: person("Qiu Bo", "Project lead", "项目负责人"),
    },
  },
  place: nowhere,
};
