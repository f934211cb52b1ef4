/**
 * The list of parts of a zip archive, taken from its end as spreadsheet programs do. Nothing is unpacked, and sizes are what the file
 * says. Refuses archives that two programs could read differently: two parts of one name.
 */
import { words } from "../../text/say.ts";
import { limits } from "./limits.ts";
import { refuse, shortened } from "./refusal.ts";
import { refuseMany } from "./tally.ts";

export interface ZipEntry {
  readonly path: string;
  /** 0 as it is, 8 deflated. */
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly statedBytes: number;
  /** Of its header. */
  readonly offset: number;
}

/** Parts by their path in lower case; names of parts are alike whatever their case. */
export type ZipEntries = ReadonlyMap<string, ZipEntry>;

const signature = { entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 };
const [endBytes, locator64Bytes, entryBytes, longestComment] = [22, 20, 46, 0xffff];

export function zipEntries(bytes: Uint8Array): ZipEntries {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, offset, end } = directoryOf(view);
  const entries = new Map<string, ZipEntry>();
  let at = offset;
  for (let index = 0; index < count; index += 1) {
    if (at + entryBytes > end || view.getUint32(at, true) !== signature.entry) refuseZip();
    const lengths = [28, 30, 32].map(field => view.getUint16(at + field, true));
    const [nameLength = 0, extraLength = 0, commentLength = 0] = lengths;
    const next = at + entryBytes + nameLength + extraLength + commentLength;
    if (next > end) refuseZip();
    const entry = entryAt(view, bytes, at, nameLength, extraLength);
    if (!entry.path.endsWith("/")) add(entries, entry);
    at = next;
  }
  return entries;
}

/** Where the list of parts begins, what it must not pass, and how many parts it has. */
function directoryOf(view: DataView): { count: number; offset: number; end: number } {
  const end = endOfArchive(view);
  if (end === undefined) refuse("workbook-truncated", {});
  const directory = end64(view, end) ?? {
    count: view.getUint16(end + 10, true),
    bytes: view.getUint32(end + 12, true),
    offset: view.getUint32(end + 16, true),
  };
  if (directory.count > limits.parts) refuseMany("parts", limits.parts);
  if (directory.offset + directory.bytes > end) refuseZip();
  return { count: directory.count, offset: directory.offset, end };
}

function endOfArchive(view: DataView): number | undefined {
  const last = view.byteLength - endBytes;
  for (let at = last; at >= Math.max(0, last - longestComment); at -= 1) {
    if (view.getUint32(at, true) === signature.end && at + endBytes + view.getUint16(at + 20, true) <= view.byteLength)
      return at;
  }
  return undefined;
}

/** Some programs write the long form for small files too. */
function end64(view: DataView, end: number): { count: number; bytes: number; offset: number } | undefined {
  const locator = end - locator64Bytes;
  if (locator < 0 || view.getUint32(locator, true) !== signature.locator64) return undefined;
  const at = Number(view.getBigUint64(locator + 8, true));
  if (at + 56 > locator || view.getUint32(at, true) !== signature.end64) refuseZip();
  return {
    count: Number(view.getBigUint64(at + 32, true)),
    bytes: Number(view.getBigUint64(at + 40, true)),
    offset: Number(view.getBigUint64(at + 48, true)),
  };
}

function entryAt(view: DataView, bytes: Uint8Array, at: number, nameLength: number, extraLength: number): ZipEntry {
  const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
  if (isEncrypted) refuse("workbook-encrypted", {});
  const nameStart = at + entryBytes;
  const short = { stated: view.getUint32(at + 24, true), packed: view.getUint32(at + 20, true) };
  const extra = new DataView(view.buffer, view.byteOffset + nameStart + nameLength, extraLength);
  const long = longNumbers(extra, [short.stated, short.packed, view.getUint32(at + 42, true)]);
  const [statedBytes = 0, packedBytes = 0, offset = 0] = long;
  return {
    path: pathFrom(bytes.subarray(nameStart, nameStart + nameLength)),
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    packedBytes,
    statedBytes,
    offset,
  };
}

/** Numbers that do not fit (all bits set) stand in the extra field 1, one after the other. */
function longNumbers(extra: DataView, numbers: readonly number[]): number[] {
  const field = fieldIn(extra, 1);
  let at = 0;
  return numbers.map(each => {
    if (each !== 0xffffffff) return each;
    if (!field || at + 8 > field.byteLength) refuseZip();
    at += 8;
    return Number(field.getBigUint64(at - 8, true));
  });
}

function fieldIn(extra: DataView, wanted: number): DataView | undefined {
  for (let at = 0; at + 4 <= extra.byteLength; ) {
    const length = extra.getUint16(at + 2, true);
    if (at + 4 + length > extra.byteLength) return undefined;
    if (extra.getUint16(at, true) === wanted) return new DataView(extra.buffer, extra.byteOffset + at + 4, length);
    at += 4 + length;
  }
  return undefined;
}

/** Some programs write backslashes, or a slash in front. */
export const pathFrom = (name: Uint8Array): string =>
  new TextDecoder().decode(name).replaceAll("\\", "/").replace(/^\/+/, "");

function add(entries: Map<string, ZipEntry>, entry: ZipEntry): void {
  const key = entry.path.toLowerCase();
  const part = shortened(entry.path);
  if (entries.has(key)) refuse("workbook-forbidden", { found: words("returned.forbidden.part-twice", { part }) });
  if (entry.path.split("/").some(isReserved))
    refuse("workbook-forbidden", { found: words("returned.forbidden.name", { name: part }) });
  entries.set(key, entry);
}

/** Names that JavaScript gives a meaning of its own, such as `__proto__`; no program writes them, and no customer types them. */
export const isReserved = (name: string): boolean => /^__\w+__$/.test(name);

export function refuseZip(): never {
  refuse("workbook-unreadable", { problem: words("returned.problem.zip") });
}
