/** `keygen -o FILE`: a new Ed25519 key pair; the private key stays in the file, for its owner alone to read. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { keyFingerprint, keyPairOf, privateKeyPem, publicKeyPem } from "../agreement/keys.ts";
import { writeSecretFile } from "../disk/write-file.ts";
import { UnwritableError } from "../index.ts";
import { reasonText } from "../text/reason.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";

export async function keygen(io: Io, path: string): Promise<ExitStatus> {
  const { locale } = io;
  if (existsSync(path)) {
    io.err(`${say(locale, "agree.key-exists", { path })}\n`);
    return exit.findings;
  }
  const keys = keyPairOf(randomBytes(32));
  try {
    writeSecretFile(path, privateKeyPem(keys));
  } catch (thrown) {
    if (!(thrown instanceof UnwritableError)) throw thrown;
    io.err(`${say(locale, "cli.unwritable", { path, reason: reasonText(thrown.reason) })}\n`);
    return exit.findings;
  }
  const fingerprint = keyFingerprint(keys.publicKey) ?? "";
  if (io.json) io.out(`${JSON.stringify({ file: path, publicKey: keys.publicKey, fingerprint }, null, 2)}\n`);
  else {
    const facts = [say(locale, "agree.key-written", { path }), publicKeyPem(keys).trimEnd()];
    io.out(`${[...facts, say(locale, "agree.key-fingerprint", { fingerprint })].join("\n")}\n`);
  }
  return exit.clean;
}
