/** A case of a portfolio from its folder: what an overview and benchmarks need of it, or all that is wrong with it. Never throws. */
import type { FoundCase } from "../../disk/find-cases.ts";
import { error, type Finding } from "../../finding/finding.ts";
import { hasErrors, type LineOf } from "../../index.ts";
import { openCase } from "../assess.ts";
import { measurementsOf } from "../measurements.ts";
import type { ModelCache } from "../model-cache.ts";
import type { OpenCase } from "./portfolio-case.ts";

export interface ReadPortfolioCase<T> {
  readonly name: string;
  readonly path: string;
  /** Absent where there are errors. */
  readonly made?: T;
  readonly findings: readonly Finding[];
  readonly lineOf: LineOf;
}

/** What `make` gives of a case that has no errors. */
export async function readPortfolioCase<T>(
  { name, path }: FoundCase,
  models: ModelCache,
  make: (open: OpenCase) => T,
): Promise<ReadPortfolioCase<T>> {
  try {
    const { model, kase, ledger, findings, lineOf } = await openCase(path, models.load);
    if (!model || !kase || hasErrors(findings)) return { name, path, findings, lineOf };
    const measured = measurementsOf(path, kase, model);
    const all = [...findings, ...measured.findings];
    if (hasErrors(all)) return { name, path, findings: all, lineOf };
    return { name, path, made: make({ name, model, kase, ledger, history: measured.history }), findings: all, lineOf };
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const findings = [error("portfolio-fault", { file: path, line: 1, column: 1, length: 1 }, { message })];
    return { name, path, findings, lineOf: () => undefined };
  }
}
