/** A logo as an address of its own data: PNG as it is, SVG rewritten with drawing elements alone. Anything else is refused, with why. */
import { safeSvg } from "./safe-svg.ts";

export type LogoFault = "missing" | "unreadable" | "size" | "kind" | "svg";

/** Most kilobytes. */
export const largestLogo = 300;

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export function logoFrom(bytes: Uint8Array): { readonly address: string } | { readonly fault: LogoFault } {
  if (bytes.length > largestLogo * 1024) return { fault: "size" };
  if (pngSignature.every((byte, index) => bytes[index] === byte)) return { address: addressOf("png", bytes) };
  const text = textOf(bytes);
  if (text === undefined || !/<svg[\s>]/i.test(text)) return { fault: "kind" };
  const svg = safeSvg(text);
  return svg === undefined ? { fault: "svg" } : { address: addressOf("svg+xml", Buffer.from(svg)) };
}

const addressOf = (kind: string, bytes: Uint8Array): string =>
  `data:image/${kind};base64,${Buffer.from(bytes).toString("base64")}`;

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
