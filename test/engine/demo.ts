/** The two demonstration cases, loaded from the source tree. */
import { type Assessment, type Case, calculate, loadCase, type Model } from "../../src/index.ts";

export async function loadDemo(name: "jianglan" | "jianglan-all" = "jianglan"): Promise<{ model: Model; kase: Case }> {
  const { model, kase, findings } = await loadCase(`fixtures/${name}`);
  if (!model || !kase) throw new Error(`fixtures/${name} has findings: ${JSON.stringify(findings)}`);
  return { model, kase };
}

export async function assessDemo(name?: "jianglan" | "jianglan-all"): Promise<Assessment> {
  const { model, kase } = await loadDemo(name);
  return calculate(model, kase);
}

/** The case with some of its parts changed. */
export function changed(kase: Case, parts: Partial<Case>): Case {
  return { ...kase, ...parts };
}
