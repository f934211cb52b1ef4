/**
 * Ed25519 keys as standard PEM (PKCS#8 for the private key, SPKI for the public one), so that openssl reads them too. Inside an event
 * the public key is the base64 of its SPKI, one line. Chance is an argument: the 32 bytes of a seed.
 */
import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "./canonical.ts";
import type { Draft, EventOf, Head } from "./event.ts";
import { fingerprintOf, hashOf } from "./hash.ts";

/** What stands before the 32 bytes of a key in DER. */
const pkcs8Head = hexToBytes("302e020100300506032b657004220420");
const spkiHead = hexToBytes("302a300506032b6570032100");

export interface KeyPair {
  readonly seed: Uint8Array;
  /** Base64 of the SPKI. */
  readonly publicKey: string;
}

export function keyPairOf(seed: Uint8Array): KeyPair {
  return { seed, publicKey: base64(concatBytes(spkiHead, ed25519.getPublicKey(seed))) };
}

export function privateKeyPem({ seed }: KeyPair): string {
  return pem("PRIVATE KEY", base64(concatBytes(pkcs8Head, seed)));
}

export const publicKeyPem = ({ publicKey }: Pick<KeyPair, "publicKey">): string => pem("PUBLIC KEY", publicKey);

/** Undefined where the text holds no Ed25519 private key. */
export function readPrivateKey(text: string): KeyPair | undefined {
  const body = /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----/.exec(text)?.[1];
  const seed = body === undefined ? undefined : keyIn(body.replaceAll(/\s/g, ""), pkcs8Head);
  return seed && keyPairOf(seed);
}

/** For telling keys apart by eye; undefined where it is no key. */
export function keyFingerprint(publicKey: string): string | undefined {
  const bytes = keyIn(publicKey, spkiHead);
  return bytes && fingerprintOf(hashOf(bytesToHex(bytes)));
}

type Signed = EventOf<"signed">;

/** Signs everything up to the head, together with who signs and when. */
export function signHead(who: Pick<Signed, "party" | "by" | "date">, head: Head, keys: KeyPair): Draft {
  const { party, by, date } = who;
  const event = { type: "signed" as const, party, by, date, key: keys.publicKey };
  const message = signedText({ ...event, n: head.n + 1, prev: head.hash });
  return { ...event, signature: base64(ed25519.sign(utf8ToBytes(message), keys.seed)) };
}

export function isSignatureRight(event: Signed): boolean {
  const { signature, sum: _, ...rest } = event;
  const key = keyIn(event.key, spkiHead);
  const bytes = fromBase64(signature);
  if (!key || bytes?.length !== 64) return false;
  try {
    return ed25519.verify(bytes, utf8ToBytes(signedText(rest)), key, { zip215: false });
  } catch {
    return false;
  }
}

/** What is signed: the event without signature and checksum; it holds the hash of the line before. */
const signedText = (event: Omit<Signed, "signature" | "sum">): string =>
  `valuebook agreement 1\n${canonicalJson(event)}`;

function keyIn(written: string, head: Uint8Array): Uint8Array | undefined {
  const bytes = fromBase64(written);
  const fits = bytes?.length === head.length + 32 && head.every((byte, index) => bytes[index] === byte);
  return fits ? bytes.slice(head.length) : undefined;
}

const pem = (label: string, body: string): string => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

function fromBase64(text: string): Uint8Array | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), character => character.charCodeAt(0));
    return base64(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}
