/**
 * The browser's own PDF with nothing of its own about it but the dates: the given one in place of the clock's, Valuebook in place of the
 * browser's names. The description is written over in place, in the same number of bytes, so no other object moves and the file is not
 * read: next to no time. Title, language and the window's title are as the document says, bookmarks as the browser made them.
 */

/** `date`: ISO. Throws where the bytes are not as the browser writes them. Same input, same bytes. */
export function datedPdf(bytes: Uint8Array, date: string): Uint8Array {
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  if (!day) throw new Error(`not an ISO date: ${date}`);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, farthest)).toString("latin1");
  const found = description.exec(head);
  if (!found) throw new Error("a PDF without the description that the browser writes");
  const stamp = `(D:${day[1]}${day[2]}${day[3]}000000+00'00')`;
  const written = `/Creator (Valuebook)\n/Producer (Valuebook)\n/CreationDate ${stamp}\n/ModDate ${stamp}`;
  const [old] = found;
  if (written.length > old.length) throw new Error("the description of the PDF does not fit");
  const dated = Uint8Array.from(bytes);
  dated.set(Buffer.from(written.padEnd(old.length), "latin1"), found.index);
  return dated;
}

/** The description is the first object; its title may be long. */
const farthest = 20_000;
const description =
  /\/Creator \(\w+\)\n\/Producer \([\w/. ]+\)\n\/CreationDate \(D:\d{14}\+00'00'\)\n\/ModDate \(D:\d{14}\+00'00'\)/;
