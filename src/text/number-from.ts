/** Numbers as people write them in files and on the command line. */

const percentPattern = /^([+-]?(?:\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?))\s*%$/;
const groupedPattern = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** 72, "72%" (0.72) or "1,150,000". */
export function numberFrom(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  const percent = percentPattern.exec(value.trim())?.[1];
  if (percent !== undefined) return Number((Number(percent.replaceAll(",", "")) / 100).toPrecision(15));
  return groupedPattern.test(value.trim()) ? Number(value.trim().replaceAll(",", "")) : undefined;
}
