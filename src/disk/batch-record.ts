/** What a batch has done, a small file per case: with it an interrupted batch goes on, and what is done and unchanged is skipped. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeFileWhole } from "./write-file.ts";

const schema = z.strictObject({
  /** Of everything that the outputs depend on, but the model. */
  inputs: z.string(),
  /** The model as the case names it, and the hash of its files. */
  model: z.strictObject({ reference: z.string(), hash: z.string() }),
  /** SHA-256 of each output, by its name. */
  outputs: z.record(z.string(), z.string()),
  /** What the summary says of the case. */
  told: z.unknown(),
});

export type BatchRecord = z.output<typeof schema>;

export const recordPath = (folder: string, name: string): string => join(folder, ".done", `${name}.json`);

/** What is known of a case, where the record can be read. */
export function readRecord(folder: string, name: string): BatchRecord | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(recordPath(folder, name), "utf8"))).data;
  } catch {
    return undefined;
  }
}

/** Whether these outputs are there, whole, as they were recorded. */
export function hasOutputs(folder: string, { outputs }: BatchRecord, files: readonly string[]): boolean {
  return files.every(file => outputs[file] !== undefined && outputs[file] === hashOfFile(join(folder, file)));
}

/**
 * The outputs first, each whole, then the record of them: what is interrupted in between is done anew. Other outputs of the same inputs
 * stay, those of inputs that are no more go, so that nothing outdated stands beside. Throws UnwritableError.
 */
export function writeDone(
  folder: string,
  name: string,
  done: Omit<BatchRecord, "outputs">,
  outputs: ReadonlyMap<string, string | Uint8Array>,
): void {
  const before = readRecord(folder, name);
  const others = Object.entries(before?.outputs ?? {}).filter(([file]) => !outputs.has(file));
  const isSame = before?.inputs === done.inputs && before.model.hash === done.model.hash;
  if (!isSame) for (const [file] of others) rmSync(join(folder, file), { force: true });
  const hashes = [...outputs].map(([file, content]) => {
    writeFileWhole(join(folder, file), content);
    return [file, hashOfBytes(Buffer.from(content as string))] as const;
  });
  const record: BatchRecord = { ...done, outputs: Object.fromEntries([...(isSame ? others : []), ...hashes]) };
  writeFileWhole(recordPath(folder, name), `${JSON.stringify(record, null, 2)}\n`);
}

/** Longer than this nobody writes a file. */
const longestWriteMs = 3_600_000;

/** Takes away what writers that were killed have left half-written, beside the outputs and under names of its own. */
export function removeLeftOvers(folder: string, now: number): void {
  for (const place of [folder, join(folder, ".done")]) {
    for (const name of namesIn(place).filter(each => /^\..*\.tmp$/.test(each))) {
      const path = join(place, name);
      const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
      if (written !== undefined && now - written > longestWriteMs) rmSync(path, { force: true });
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function hashOfFile(path: string): string | undefined {
  try {
    return hashOfBytes(readFileSync(path));
  } catch {
    return undefined;
  }
}

const hashOfBytes = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
