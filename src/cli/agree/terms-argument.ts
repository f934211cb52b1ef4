/** TERM=VALUE as typed on a command line. */
import type { Json } from "../../agreement/canonical.ts";
import { numberFrom } from "../../text/number-from.ts";

export interface TypedTerm {
  readonly term: string;
  /** Undefined where none was typed; `text` where it cannot be read as anything else. */
  readonly value?: Exclude<Json, null>;
}

export function typedTerm(typed: string): TypedTerm {
  const at = typed.indexOf("=");
  return at < 0 ? { term: typed.trim() } : { term: typed.slice(0, at).trim(), value: typedValue(typed.slice(at + 1)) };
}

/** 72%, 49600, 1,150,000, true, [10%, 50%], {"share": 0.2}, or a text. */
function typedValue(typed: string): Exclude<Json, null> {
  const text = typed.trim();
  if (text === "true" || text === "false") return text === "true";
  const number = typedNumber(text);
  if (number !== undefined) return number;
  const inside = /^\[(.*)\]$/s.exec(text)?.[1];
  if (inside !== undefined) {
    const numbers = inside
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(typedNumber);
    if (numbers.length > 0 && numbers.every(each => each !== undefined)) return numbers;
  }
  return (/^[[{]/.test(text) ? fields(text) : undefined) ?? text;
}

function typedNumber(text: string): number | undefined {
  return numberFrom(/^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
}

/** `__proto__` is no field, and 1e999 no number. */
function fields(text: string): Exclude<Json, null> | undefined {
  try {
    let isSafe = true;
    const value = JSON.parse(text, (key, each: unknown) => {
      if (key === "__proto__" || each === Number.POSITIVE_INFINITY || each === Number.NEGATIVE_INFINITY) isSafe = false;
      return each;
    }) as Exclude<Json, null>;
    return isSafe ? value : undefined;
  } catch {
    return undefined;
  }
}
