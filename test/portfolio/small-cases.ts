/** Many small cases, quickly written: some sound, with names of every kind, some broken, each in its own way. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const caseYaml = (number: number): string => `model: after-sales@1
customer: { id: customer-${number}, name: Customer ${number}, currency: CNY }
calendar: { build: 2025-01-01, go-live: 2025-04-01, horizon: 3 years, period: quarter }
finance: { discount-rate: 8% }
drivers:
  annual_corrective_work_orders: ${40_000 + 37 * number}
  extra_visits_per_failed_first_visit: 1.28
  avoidable_cost_per_field_visit: { value: ${700 + (number % 50)} }
indicators:
  first-time-fix-rate:
    baseline: 72%
    target: 79%
ramp: [25%, 50%, 100%]
`;

const actuals = (number: number): string => `period,indicator,value,note
2025Q2,first-time-fix-rate,${(0.73 + (number % 7) / 200).toFixed(4)},
2025Q3,first-time-fix-rate,${(0.75 + (number % 11) / 300).toFixed(4)},=cmd() {{note}}
`;

/** Names that a folder may have, and that should do no harm. */
export const hostileNames = [
  "<script>alert(1)<",
  "=cmd()",
  "{{constructor}}",
  "-rf",
  "a\u202eb",
  "线".repeat(80),
  "con:aux|nul?",
  "a\nb",
  "x".repeat(250),
];

export function writeSmallCase(folder: string, number: number): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "case.yaml"), caseYaml(number));
  writeFileSync(join(folder, "actuals.csv"), actuals(number));
}

/** Each breaks a sound case; and the code of the finding by which it is told. */
export const breakages: Readonly<Record<string, (folder: string, number: number) => void>> = {
  "yaml-syntax": folder => writeFileSync(join(folder, "case.yaml"), "model: [\n"),
  "wrong-type": folder => writeFileSync(join(folder, "case.yaml"), ""),
  "model-unknown": (folder, number) =>
    writeFileSync(join(folder, "case.yaml"), caseYaml(number).replace("after-sales@1", "no-such-model")),
  "out-of-bounds": (folder, number) => writeFileSync(join(folder, "case.yaml"), caseYaml(number).replace("79%", "79")),
  "log-changed": folder => writeFileSync(join(folder, "agreement.jsonl"), '{"n":1,"type":"opened"}\n'),
  "actuals-unreadable": folder => writeFileSync(join(folder, "actuals.csv"), 'period,indicator,value\n"2025Q2,x,1\n'),
  "actuals-item": folder =>
    writeFileSync(join(folder, "actuals.csv"), "period,indicator,value\n2025Q2,no-such-rate,1\n"),
  "file-unreadable": folder => writeFileSync(join(folder, "case.yaml"), Buffer.from([0xff, 0xfe, 0x00, 0xc3])),
  "batch-period": (folder, number) =>
    writeFileSync(join(folder, "case.yaml"), caseYaml(number).replaceAll("2025-", "2035-")),
};
