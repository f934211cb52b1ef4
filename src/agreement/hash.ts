/** SHA-256 of texts (as UTF-8), and fingerprints that people can read to each other over the telephone. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/** What the first line carries in place of the hash of the line before. */
export const noHash = "0".repeat(64);

let sha256Of = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** 64 hexadecimal digits. */
export const hashOf = (text: string): string => sha256Of(text);

/** Where the surroundings have a SHA-256 of their own that is quicker, it takes the place of the portable one; the digests are the same. */
export function hashWith(own: (text: string) => string): void {
  if (own("基线") !== sha256Of("基线")) throw new Error("this is no SHA-256 of UTF-8");
  sha256Of = own;
}

/** The same of a text given in pieces, so that a long one never stands in memory whole. */
export function hashOfPieces(pieces: Iterable<string>): string {
  const hash = sha256.create();
  for (const piece of pieces) hash.update(utf8ToBytes(piece));
  return bytesToHex(hash.digest());
}

/** Crockford's: no I, L, O and U, which are mistaken for others. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The first 80 bits of a hash as four groups of four: 7K3F-9QXM-20ZB-A1VE. */
export function fingerprintOf(hash: string): string {
  const bits = [...hexToBytes(hash.slice(0, 20))].map(byte => byte.toString(2).padStart(8, "0")).join("");
  const signs = (bits.match(/.{5}/g) ?? []).map(five => alphabet[Number.parseInt(five, 2)]);
  return (signs.join("").match(/.{4}/g) ?? []).join("-");
}

/** A fingerprint as someone typed it, in its usual form; undefined if it cannot be one. */
export function readFingerprint(typed: string): string | undefined {
  const signs = typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  if (!/^[0-9A-HJKMNP-TV-Z]{16}$/.test(signs)) return undefined;
  return (signs.match(/.{4}/g) ?? []).join("-");
}
