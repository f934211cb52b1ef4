/** What a batch has done, a small file per case: with it an interrupted batch goes on, and what is done and unchanged is skipped. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeFileWhole } from "./write-file.ts";

const schema = z.strictObject({
  /** Of everything that the outputs depend on. */
  inputs: z.string(),
  /** SHA-256 of each output, by its name. */
  outputs: z.record(z.string(), z.string()),
});

export type BatchRecord = z.output<typeof schema>;

export const recordPath = (folder: string, name: string): string => join(folder, ".done", `${name}.json`);

/** True where the outputs of these inputs are there, whole. */
export function isDone(folder: string, name: string, inputs: string): boolean {
  try {
    const { data } = schema.safeParse(JSON.parse(readFileSync(recordPath(folder, name), "utf8")));
    if (data?.inputs !== inputs) return false;
    return Object.entries(data.outputs).every(([file, hash]) => {
      const path = join(folder, file);
      return existsSync(path) && hashOfBytes(readFileSync(path)) === hash;
    });
  } catch {
    return false;
  }
}

/** The outputs first, each whole, then the record of them: what is interrupted in between is done anew. */
export function writeDone(
  folder: string,
  name: string,
  inputs: string,
  outputs: ReadonlyMap<string, string | Uint8Array>,
): void {
  for (const [file, content] of outputs) writeFileWhole(join(folder, file), content);
  const hashes = [...outputs].map(([file, content]) => [file, hashOfBytes(Buffer.from(content as string))] as const);
  const record: BatchRecord = { inputs, outputs: Object.fromEntries(hashes) };
  writeFileWhole(recordPath(folder, name), `${JSON.stringify(record, null, 2)}\n`);
}

const hashOfBytes = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
