/** Tasks as jobs of a queue: which queue, which job, and what may stand in it. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { contentHash } from "../../disk/find-cases.ts";
import { locales } from "../../index.ts";
import { formats } from "../outputs.ts";
import type { ReviewTask } from "../task.ts";

/** Workers take the tasks of their own version only: another one may write other bytes. */
export const queueOf = (version: string): string => `valuebook-reviews-${version}`;

/** The same for the same work: queued twice, it is done once. */
export function jobIdOf({ path, name, settings }: ReviewTask): string {
  const content = contentHash(path, [JSON.stringify([path, name, settings])]);
  return createHash("sha256").update(content).digest("hex");
}

const schema = z.strictObject({
  path: z.string(),
  name: z.string(),
  settings: z.strictObject({
    quarter: z.string(),
    out: z.string(),
    formats: z.array(z.enum(formats)),
    locale: z.enum(locales),
    theme: z.strictObject({ path: z.string(), hash: z.string() }).optional(),
    version: z.string(),
    again: z.boolean(),
  }),
});

/** Throws where something else put it into the queue. */
export function taskOf(data: unknown): ReviewTask {
  const { theme, ...settings } = schema.parse(data).settings;
  const { path, name } = schema.parse(data);
  return { path, name, settings: { ...settings, ...(theme ? { theme } : {}) } };
}
