/**
 * The browser's own PDF with nothing in it of the clock, the browser's names, or what else it has printed before: the given date, Valuebook,
 * and the elements of the structure numbered from 1. All is written over in place, in the same number of bytes, so that no object moves:
 * next to no time. Title, language and the window's title are as the document says, bookmarks as the browser made them.
 */

/** `date`: ISO. Throws where the bytes are not as the browser writes them. Same document, same bytes. */
export function datedPdf(bytes: Uint8Array, date: string): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return Buffer.from(renumbered(described(text, date)), "latin1");
}

function described(text: string, date: string): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  if (!day) throw new Error(`not an ISO date: ${date}`);
  const stamp = `(D:${day[1]}${day[2]}${day[3]}000000+00'00')`;
  const written = `/Creator (Valuebook)\n/Producer (Valuebook)\n/CreationDate ${stamp}\n/ModDate ${stamp}`;
  const found = description.exec(text);
  if (!found || written.length > found[0].length) throw new Error("a PDF without the description that the browser writes");
  return text.slice(0, found.index) + written.padEnd(found[0].length) + text.slice(found.index + found[0].length);
}

const description =
  /\/Creator \(\w+\)\n\/Producer \([\w/. ]+\)\n\/CreationDate \(D:\d{14}\+00'00'\)\n\/ModDate \(D:\d{14}\+00'00'\)/;

/** The browser counts the elements of all that one of its processes has printed; their order stays. */
function renumbered(text: string): string {
  const order = [...new Set(text.match(element))].sort();
  const numbers = new Map(order.map((name, index) => [name, `(node${String(index + 1).padStart(8, "0")})`]));
  return text.replace(element, name => numbers.get(name) ?? name);
}

const element = /\(node\d{8}\)/g;
