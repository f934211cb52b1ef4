/**
 * Unpacks one part of the archive in small steps, counting real bytes: what the file says of sizes is checked, never trusted. In steps
 * because a few kilobytes can unpack to gigabytes, and the reading must end long before.
 */
import { crc32 } from "node:zlib";
import { Inflate } from "fflate";
import { words } from "../../text/say.ts";
import { refuse, shortened } from "./refusal.ts";
import type { Tally } from "./tally.ts";
import { pathFrom, refuseZip, type ZipEntry } from "./zip-entries.ts";

/** Packed bytes in a step; deflate makes at most 1032 times as many of them. */
const stepBytes = 16 * 1024;
const headerSignature = 0x04034b50;
const headerBytes = 30;

/** Gives the part's bytes to `take`, until that says that it has enough. */
export function unpack(bytes: Uint8Array, entry: ZipEntry, tally: Tally, take: (chunk: Uint8Array) => boolean): void {
  const packed = packedBytesOf(bytes, entry);
  // What is too large by its own word need not be unpacked.
  tally.countBytes(0, entry.path, entry.statedBytes, packed.length);
  let [length, checksum, isWanted] = [0, 0, true];
  const count = (chunk: Uint8Array): void => {
    if (!isWanted || chunk.length === 0) return;
    length += chunk.length;
    tally.countBytes(chunk.length, entry.path, length, packed.length);
    checksum = crc32(chunk, checksum);
    isWanted = take(chunk);
  };
  const push = entry.method === 0 ? count : inflating(entry, count);
  for (let at = 0; at < packed.length && isWanted; at += stepBytes) {
    push(packed.subarray(at, at + stepBytes), at + stepBytes >= packed.length);
  }
  if (isWanted && (length !== entry.statedBytes || checksum !== entry.checksum)) refuseDamaged(entry);
}

function inflating(entry: ZipEntry, take: (chunk: Uint8Array) => void) {
  const inflate = new Inflate(take);
  return (chunk: Uint8Array, isLast: boolean): void => {
    try {
      inflate.push(chunk, isLast);
    } catch (thrown) {
      // The library numbers its errors; others are not of the packed data.
      if (typeof (thrown as { code?: unknown }).code !== "number") throw thrown;
      refuseDamaged(entry);
    }
  };
}

function packedBytesOf(bytes: Uint8Array, { path, method, offset, packedBytes }: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + headerBytes > bytes.length || view.getUint32(offset, true) !== headerSignature) refuseZip();
  if (method !== 0 && method !== 8) refuseZip();
  const nameEnd = offset + headerBytes + view.getUint16(offset + 26, true);
  const start = nameEnd + view.getUint16(offset + 28, true);
  const hasSameName = pathFrom(bytes.subarray(offset + headerBytes, nameEnd)) === path;
  if (!hasSameName || view.getUint16(offset + 8, true) !== method) refuseZip();
  if (start + packedBytes > bytes.length) refuse("workbook-truncated", {});
  return bytes.subarray(start, start + packedBytes);
}

function refuseDamaged({ path }: ZipEntry): never {
  refuse("workbook-unreadable", { problem: words("returned.problem.checksum", { part: shortened(path) }) });
}
