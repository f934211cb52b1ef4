/** Cases of many kinds, made from the demonstration and from the studies; the same number gives the same case. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { type Draft, lineOf, placed } from "../../src/agreement/event.ts";
import { hashOf, noHash } from "../../src/agreement/hash.ts";
import { definitionsOf, termsOfCase } from "../../src/agreement/terms.ts";
import { loadCase } from "../../src/index.ts";
import { seeded } from "../kernel/random.ts";

export const kinds = [
  "as agreed",
  "other numbers",
  "fewer indicators",
  "by year",
  "scenarios",
  "zero and negative",
  "blanks",
  "agreed in part",
  "study",
  "study with rows",
] as const;
export type Kind = (typeof kinds)[number];

interface Written {
  model: string;
  customer: { id: string };
  drivers: Record<string, { value: unknown; initial?: unknown } | number | string | number[]>;
  indicators: Record<string, { baseline: unknown; target: unknown; chosen?: boolean; attribution?: unknown } | null>;
  scenarios?: unknown;
  published?: unknown;
  uncertainty?: unknown;
}

const demo = "fixtures/jianglan";

export function kindOf(number: number): Kind {
  return kinds[number % kinds.length] ?? "as agreed";
}

/** Writes a case folder; `kind` is that of the number unless it is given. */
export async function writeCase(folder: string, number: number, kind = kindOf(number)): Promise<void> {
  const random = seeded(number + 1);
  const near = (value: number, by: number): number => Number((value * (1 - by + 2 * by * random())).toPrecision(5));
  mkdirSync(folder, { recursive: true });
  if (kind === "study" || kind === "study with rows") return writeStudy(folder, kind, near);
  const written = parse(readFileSync(join(demo, "case.yaml"), "utf8")) as Written;
  if (kind === "as agreed") writeFileSync(join(folder, "agreement.jsonl"), readFileSync(join(demo, "agreement.jsonl")));
  else {
    written.customer.id = `customer-${number}`;
    vary(written, near);
  }
  const ids = Object.keys(written.indicators);
  const elsewhere = JSON.stringify([written.scenarios, written.uncertainty]);
  const isNamed = (id: string): boolean => elsewhere.includes(id);
  if (kind === "fewer indicators")
    for (const id of ids.filter(each => random() < 0.5 && !isNamed(each)).slice(1)) delete written.indicators[id];
  if (kind === "by year")
    for (const [id, driver] of Object.entries(written.drivers).filter(() => random() < 0.3))
      if (typeof driver === "object" && !Array.isArray(driver) && typeof driver.value === "number" && !isNamed(id))
        driver.value = [driver.value, near(driver.value, 0.1), near(driver.value, 0.2)];
  if (kind === "scenarios")
    written.scenarios = {
      careful: {
        name: { en: "Careful", "zh-CN": "审慎" },
        improvement: `${Math.round(60 + 30 * random())}%`,
        confidence: "90%",
        values: { annual_field_work_orders: near(70000, 0.1) },
        factors: { annual_inhouse_field_visits: "95%" },
      },
    };
  if (kind === "zero and negative")
    for (const [index, id] of ids.entries()) {
      const terms = written.indicators[id];
      if (!terms) continue;
      if (index % 5 === 2) terms.attribution = "0%";
    }
  if (kind === "zero and negative")
    for (const [index, driver] of Object.values(written.drivers).entries())
      if (index % 7 === 3 && typeof driver === "object" && !Array.isArray(driver)) driver.value = 0;
  if (kind === "blanks")
    for (const [index, driver] of Object.values(written.drivers).entries())
      if (index % 9 === number % 9 && typeof driver === "object" && !Array.isArray(driver)) driver.value = null;
  writeFileSync(join(folder, "case.yaml"), stringify(written));
  const measured = readFileSync(join(demo, "actuals.csv"), "utf8")
    .trimEnd()
    .split("\n")
    .filter((line, index) => index === 0 || written.indicators[line.split(",")[1] ?? ""] !== undefined)
    .map((line, index) => (index === 0 ? line : moved(line, near, kind === "zero and negative" && index % 3 === 0)))
    .filter((_, index) => index === 0 || random() < 0.9);
  if (kind === "by year" || kind === "scenarios")
    measured.push(`2025Q3,annual_field_work_orders,,,${near(76000, 0.05)},FSM,,`);
  if (number % 13 !== 12) writeFileSync(join(folder, "actuals.csv"), `${measured.join("\n")}\n`);
  if (kind === "agreed in part") await writeLog(folder, random);
}

/** Numbers near those of the demonstration. */
function vary(written: Written, near: (value: number, by: number) => number): void {
  for (const driver of Object.values(written.drivers)) {
    if (typeof driver !== "object" || Array.isArray(driver)) continue;
    if (typeof driver.value === "number") driver.value = near(driver.value, 0.2);
  }
  for (const terms of Object.values(written.indicators)) {
    if (typeof terms?.target === "number") terms.target = near(terms.target, 0.005);
  }
}

/** A line of measurements with another numerator; far below the baseline where it is to be worse. */
function moved(line: string, near: (value: number, by: number) => number, isWorse: boolean): string {
  const cells = line.split(",");
  if (cells[2]) cells[2] = String(near(Number(cells[2]) * (isWorse ? 0.9 : 1), 0.004));
  return cells.join(",");
}

function writeStudy(folder: string, kind: Kind, near: (value: number, by: number) => number): void {
  const study = resolve("fixtures/studies", kind === "study" ? "copilot" : "entra");
  const written = parse(readFileSync(join(study, "case.yaml"), "utf8")) as Written;
  written.model = relative(folder, join(study, "model"));
  if (!written.model.startsWith(".")) written.model = `./${written.model}`;
  delete written.published;
  for (const [id, driver] of Object.entries(written.drivers)) {
    if (typeof driver === "number" && driver > 100) written.drivers[id] = near(driver, 0.1);
    if (Array.isArray(driver)) written.drivers[id] = driver.map(each => near(each, 0.1));
  }
  writeFileSync(join(folder, "case.yaml"), stringify(written));
}

/** Most terms proposed and accepted, the others proposed only. */
async function writeLog(folder: string, random: () => number): Promise<void> {
  const { kase, model } = await loadCase(folder);
  if (!kase || !model) throw new Error(`${folder} cannot be loaded`);
  const common = { date: "2025-03-03", by: "A. Vendor", party: "vendor" as const };
  const { id: customer, currency } = kase.customer;
  const definitions = definitionsOf(kase, model);
  const drafts: Draft[] = [{ type: "opened", ...common, customer, model: `${model.id}@${model.version}`, currency }];
  for (const [term, value] of termsOfCase(kase, model)) {
    const { unit, definition } = definitions.get(term) ?? {};
    const offer = { term, value, ...(unit ? { unit } : {}), ...(definition ? { definition } : {}) };
    drafts.push({ type: "proposed", ...common, ...offer });
    if (random() < 0.985) drafts.push({ type: "accepted", ...common, party: "customer", by: "C. Customer", ...offer });
  }
  let head = { n: 0, hash: noHash };
  const lines = drafts.map(draft => {
    const line = lineOf(placed(draft, head));
    head = { n: head.n + 1, hash: hashOf(line) };
    return `${line}\n`;
  });
  writeFileSync(join(folder, "agreement.jsonl"), lines.join(""));
}
