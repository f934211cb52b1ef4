/** What a file is that is not a zip archive, by its first bytes. */
import { words } from "../../text/say.ts";
import { refuse } from "./refusal.ts";

/** Refuses everything but a zip archive; says what it is instead. */
export function requireZip(bytes: Uint8Array): void {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06")) return;
  if (head.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) refuseCompound(bytes);
  refuse("workbook-not", { found: words(`returned.kind.${kindOf(head)}`) });
}

/** The old container of Office files. Excel puts an encrypted workbook into one, as a stream of this name. */
function refuseCompound(bytes: Uint8Array): never {
  const encrypted = [..."EncryptedPackage"].join("\0");
  if (new TextDecoder("latin1").decode(bytes).includes(encrypted)) refuse("workbook-encrypted", {});
  refuse("workbook-not", { found: words("returned.kind.xls") });
}

function kindOf(head: string): "empty" | "pdf" | "html" | "xml" | "text" | "other" {
  if (head === "") return "empty";
  if (head.startsWith("%PDF-")) return "pdf";
  const text = head.replace(/^(?:\xef\xbb\xbf)?\s*/, "");
  if (/^<(?:!doctype\s+html|html)\b/i.test(text)) return "html";
  if (text.startsWith("<?xml")) return "xml";
  // UTF-16 has zero bytes, and a mark in front.
  return /^(?:\xff\xfe|\xfe\xff)/.test(head) || !/(?![\t\n\f\r\x80-\x9f])\p{Cc}/u.test(head) ? "text" : "other";
}
