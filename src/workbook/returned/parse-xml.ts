/**
 * A part of the package given, element by element, to readers that ask for the children they want; all else is skipped without being
 * built. Refuses what is not well-formed, document types (and with them every entity bomb), and elements nested without end.
 */
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import { words } from "../../text/say.ts";
import { limits } from "./limits.ts";
import { refuse, refusePart, shortened } from "./refusal.ts";

export interface ElementReader {
  /** What reads this child; undefined to skip it with all it holds. */
  readonly child?: (name: string, attributes: Attributes) => ElementReader | undefined;
  readonly text?: (text: string) => void;
  readonly end?: () => void;
}

/** By name, with its prefix. An object without prototype: any name may be asked for. */
export type Attributes = Readonly<Record<string, SaxesAttributeNS | undefined>>;

export interface XmlDocument {
  readonly part: string;
  readonly root: string;
  readonly namespaces: ReadonlySet<string>;
  readonly reader: (attributes: Attributes) => ElementReader;
}

/** Takes the bytes of a part in chunks; `end` once there are no more. */
export interface XmlSink {
  readonly write: (chunk: Uint8Array) => void;
  readonly end: () => void;
}

export function xmlSink({ part, root, namespaces, reader }: XmlDocument): XmlSink {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const readers: (ElementReader | undefined)[] = [];
  let attributeCount = 0;

  parser.on("error", () => refusePart(part));
  parser.on("doctype", () =>
    refuse("workbook-forbidden", { found: words("returned.forbidden.doctype", { part: shortened(part) }) }),
  );
  parser.on("opentagstart", () => {
    attributeCount = 0;
  });
  parser.on("attribute", () => {
    attributeCount += 1;
    if (attributeCount > limits.attributes) refusePart(part);
  });
  parser.on("opentag", (tag: SaxesTagNS) => {
    if (readers.length >= limits.depth) refusePart(part);
    readers.push(readerOf(tag));
  });
  parser.on("closetag", () => readers.pop()?.end?.());
  const takeText = (text: string): void => readers.at(-1)?.text?.(text);
  parser.on("text", takeText);
  parser.on("cdata", takeText);

  function readerOf(tag: SaxesTagNS): ElementReader | undefined {
    const isOurs = namespaces.has(tag.uri);
    if (readers.length > 0) return isOurs ? readers.at(-1)?.child?.(tag.local, tag.attributes) : undefined;
    if (!isOurs || tag.local !== root) refusePart(part);
    return reader(tag.attributes);
  }

  const decode = decoderOf(part);
  return {
    write: chunk => void parser.write(decode(chunk, false)),
    end: () => void parser.write(decode(new Uint8Array(), true)).close(),
  };
}

/** Bytes as text, chunk by chunk; in UTF-16 where they begin with its mark. */
function decoderOf(part: string): (chunk: Uint8Array, isLast: boolean) => string {
  let decoder: TextDecoder | undefined;
  return (chunk, isLast) => {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    try {
      return decoder.decode(chunk, { stream: !isLast });
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== "ERR_ENCODING_INVALID_ENCODED_DATA") throw thrown;
      return refusePart(part);
    }
  };
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

/** The value of an attribute without prefix. */
export const attribute = (attributes: Attributes, name: string): string | undefined => attributes[name]?.value;

/** A yes or no of the file; no where it says nothing. */
export function isOn(attributes: Attributes, name: string): boolean {
  const value = attribute(attributes, name);
  return value === "1" || value === "true";
}
