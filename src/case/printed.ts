/** Figures as publishers print them: 8,230,482 · $14.8 million · 131% · <6. What is printed says how precise it is. */

export interface Printed {
  readonly prints: string;
  readonly value: number;
  /** Half of the last digit printed. */
  readonly within: number;
  /** Only an upper bound is printed. */
  readonly under: boolean;
}

const scales: Readonly<Record<string, number>> = {
  "%": 0.01,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  万: 1e4,
  亿: 1e8,
};

/** Undefined where the text is no such figure. */
export function readPrinted(written: unknown): Printed | undefined {
  if (typeof written !== "string" && typeof written !== "number") return undefined;
  const prints = String(written).trim();
  const parts =
    /^(<\s*)?(\()?([-−])?\s*[$€£¥]?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(%|thousand|million|billion|万|亿)?(\))?$/.exec(
      prints,
    );
  if (!parts) return undefined;
  const [, under, open, minus, whole = "", decimals = "", unit, close] = parts;
  if ((open === undefined) !== (close === undefined)) return undefined;
  const scale = unit === undefined ? 1 : (scales[unit] ?? 1);
  const size = Number(whole.replaceAll(",", "") + decimals) * scale;
  const within = (10 ** -Math.max(0, decimals.length - 1) / 2) * scale;
  return { prints, value: open || minus ? -size : size, within, under: under !== undefined };
}
