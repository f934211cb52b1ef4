/** Keys, signatures, hashes and fingerprints, against published values and openssl. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/agreement/canonical.ts";
import { fingerprintOf, hashOf, readFingerprint } from "../../src/agreement/hash.ts";
import { keyFingerprint, keyPairOf, privateKeyPem, publicKeyPem, readPrivateKey } from "../../src/agreement/keys.ts";

const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** RFC 8032, 7.1, test 1. */
const seed = Buffer.from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "hex");
const published = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

describe("a key", () => {
  test("has the public half that RFC 8032 gives", () => {
    const { publicKey } = keyPairOf(seed);
    expect(Buffer.from(publicKey, "base64").toString("hex")).toBe(`302a300506032b6570032100${published}`);
  });

  test("is read back from its file, and from nothing else", () => {
    const pem = privateKeyPem(keyPairOf(seed));
    expect(readPrivateKey(pem)).toEqual(keyPairOf(Uint8Array.from(seed)));
    expect(readPrivateKey(pem.replaceAll("\n", "\r\n"))).toBeDefined();
    for (const wrong of ["", publicKeyPem(keyPairOf(seed)), pem.replace("MC4C", "MC4D"), pem.slice(0, 80)])
      expect(readPrivateKey(wrong)).toBeUndefined();
    expect(keyFingerprint("AAAA")).toBeUndefined();
  });

  const openssl = spawnSync("openssl", ["version"]).status === 0;
  test.skipIf(!openssl)("is one to openssl too", () => {
    const keys = keyPairOf(seed);
    const path = join(scratch, "key.pem");
    writeFileSync(path, privateKeyPem(keys));
    const { stdout } = spawnSync("openssl", ["pkey", "-in", path, "-pubout"], { encoding: "utf8" });
    expect(stdout).toBe(publicKeyPem(keys));
  });
});

describe("a fingerprint", () => {
  test("is four groups of four of the hash's first 80 bits", () => {
    expect(hashOf("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(fingerprintOf("0".repeat(64))).toBe("0000-0000-0000-0000");
    expect(fingerprintOf("f".repeat(64))).toBe("ZZZZ-ZZZZ-ZZZZ-ZZZZ");
    expect(fingerprintOf(`00443214c74254b635cf${"0".repeat(44)}`)).toBe("0123-4567-89AB-CDEF");
  });

  test("is known however it is typed", () => {
    for (const typed of ["7k3f-9qxm-20zb-a1ve", "7K3F9QXM20ZBA1VE", " 7K3F 9QXM 2OZB AIVE "])
      expect(readFingerprint(typed)).toBe("7K3F-9QXM-20ZB-A1VE");
    for (const typed of ["", "7K3F", "7K3F-9QXM-20ZB-A1VU", "7K3F-9QXM-20ZB-A1VE-0"])
      expect(readFingerprint(typed)).toBeUndefined();
  });
});

describe("canonical JSON", () => {
  test("has one spelling, whatever the order of keys", () => {
    expect(canonicalJson({ b: [1, -0, 1e21, 0.1], "€": null, a: { "\u20ac": "\u000a\u007f", A: true } })).toBe(
      '{"a":{"A":true,"€":"\\n\u007f"},"b":[1,0,1e+21,0.1],"€":null}',
    );
    expect(canonicalJson(JSON.parse('{"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1}}');
  });

  test("has none for what JSON cannot hold", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, { a: undefined }, () => 1])
      expect(() => canonicalJson(value)).toThrow();
  });
});
