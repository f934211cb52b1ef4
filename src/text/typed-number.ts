/**
 * Numbers as people type them into a cell that takes them for text: 78%, 0,785, 1.234,50, 1 234,5, 12 万, full-width digits. Undefined
 * where the text is no number, and where it could be two: 12,345 is twelve thousand to some and twelve and a bit to others.
 */
export function typedNumber(text: string): number | undefined {
  const plain = text.normalize("NFKC").replaceAll("−", "-").trim();
  const parts = /^([+-]?)\s*([\d.,'’_\s]*\d)\s*(%|万|亿)?$/.exec(plain);
  if (!parts) return undefined;
  const [, sign = "", digits = "", unit = ""] = parts;
  const amount = decimalOf(digits);
  if (amount === undefined) return undefined;
  const scaled = Number(`${amount}e${unit === "%" ? -2 : unit === "万" ? 4 : unit === "亿" ? 8 : 0}`);
  return sign === "-" ? -scaled : scaled;
}

/** The digits with a point for a decimal mark, as JavaScript reads them. */
function decimalOf(digits: string): string | undefined {
  // What is grouped by spaces or apostrophes has one other mark at most, and that one is decimal.
  if (/[^\d.,]/.test(digits)) {
    const grouped = /^\d{1,3}(?:(\s|['’_])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/.test(digits);
    return grouped ? digits.replaceAll(/[^\d.,]/g, "").replace(",", ".") : undefined;
  }
  const marks = [...digits.replaceAll(/\d/g, "")];
  const [first] = marks;
  if (first === undefined) return digits;
  const last = marks.at(-1) ?? first;
  const isSame = marks.every(mark => mark === first);
  if (isSame && marks.length === 1) {
    const [whole = "", rest = ""] = digits.split(first);
    const mayGroup = rest.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
    return mayGroup ? undefined : `${whole || "0"}.${rest}`;
  }
  if (isSame) return isGrouped(digits, first) ? digits.replaceAll(first, "") : undefined;
  const at = digits.lastIndexOf(last);
  const whole = digits.slice(0, at);
  const [group = ""] = marks;
  if (marks.filter(mark => mark === last).length > 1 || !isGrouped(whole, group)) return undefined;
  return `${whole.replaceAll(group, "")}.${digits.slice(at + 1)}`;
}

function isGrouped(digits: string, mark: string): boolean {
  const [head = "", ...groups] = digits.split(mark);
  return /^\d{1,3}$/.test(head) && groups.length > 0 && groups.every(group => /^\d{3}$/.test(group));
}
