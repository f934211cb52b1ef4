/** Does the tasks of a batch, one at a time: skips what is done and unchanged, reviews, writes the outputs whole, then the record of them. */
import { hasOutputs, readRecord, writeDone } from "../disk/batch-record.ts";
import { contentHash } from "../disk/find-cases.ts";
import { error, type Finding } from "../finding/finding.ts";
import {
  findingAsData,
  hasErrors,
  inReadingOrder,
  type Locale,
  loadTheme,
  type Theme,
  UnwritableError,
} from "../index.ts";
import { reasonText } from "../text/reason.ts";
import { ModelCache } from "./model-cache.ts";
import { fileOf, Outputs } from "./outputs.ts";
import { Reviewer } from "./reviewer.ts";
import type { BatchSettings, Outcome, ReviewTask, Told, ToldFinding } from "./task.ts";

export class Maker {
  private readonly models = new ModelCache();
  private readonly reviewer = new Reviewer(this.models);
  private readonly outputs = new Outputs();
  private readonly themes = new Map<string, Promise<Theme | undefined>>();

  /** Never throws: what goes wrong with one case is a finding of that case. */
  async run(task: ReviewTask): Promise<Outcome> {
    const { path, name, settings } = task;
    try {
      return this.skip(task) ?? { name, path, ...(await this.made(task)) };
    } catch (thrown) {
      return { name, path, state: "failed", ...told([findingOf(thrown, path)], settings.locale) };
    }
  }

  close(): Promise<void> {
    return this.outputs.close();
  }

  /** What was told of a task that is done and unchanged. */
  skip({ path, name, settings }: ReviewTask): Outcome | undefined {
    const record = settings.again ? undefined : readRecord(settings.out, name);
    if (!record || record.inputs !== inputsOf(path, settings)) return undefined;
    if (this.models.hashOf(record.model.reference, path) !== record.model.hash) return undefined;
    const files = settings.formats.map(format => fileOf(name, format));
    return hasOutputs(settings.out, record, files)
      ? { name, path, state: "skipped", ...(record.told as Told) }
      : undefined;
  }

  private async made({ path, name, settings }: ReviewTask): Promise<Omit<Outcome, "name" | "path">> {
    const { locale, formats, out, quarter } = settings;
    // Before anything is read: what changes meanwhile is done anew next time.
    const inputs = inputsOf(path, settings);
    const { modelReference, modelHash, assessment, review, findings } = await this.reviewer.review(path, quarter);
    if (!assessment || !review || hasErrors(findings)) return { state: "failed", ...told(findings, locale) };
    const theme = settings.theme && (await this.themeOf(settings.theme));
    const made = new Map<string, string | Uint8Array>();
    for (const format of formats)
      made.set(fileOf(name, format), await this.outputs.make(format, { assessment, review, locale, theme }));
    const { findings: data } = told(findings, locale);
    const realization = { period: review.quarter.realization, toDate: review.toDate.realization };
    const record = {
      inputs,
      model: { reference: modelReference, hash: modelHash },
      told: { findings: data, realization },
    };
    writeDone(out, name, record, made);
    return { state: "done", findings: data, realization };
  }

  private themeOf({ path, hash }: { readonly path: string; readonly hash: string }): Promise<Theme | undefined> {
    const known = this.themes.get(hash) ?? loadTheme(path).then(({ theme }) => theme);
    this.themes.set(hash, known);
    return known;
  }
}

/** All that the outputs depend on, but the model, which its own hash stands for. */
const inputsOf = (path: string, { version, quarter, locale, theme }: BatchSettings): string =>
  contentHash(path, [version, quarter, locale, theme?.hash ?? ""]);

export function told(findings: readonly Finding[], locale: Locale): Told {
  const data = inReadingOrder(findings).map(each => findingAsData(each, locale) as unknown as ToldFinding);
  return { findings: data, realization: null };
}

function findingOf(thrown: unknown, path: string): Finding {
  const place = { file: path, line: 1, column: 1, length: 1 };
  if (thrown instanceof UnwritableError)
    return error("batch-unwritable", place, { path: thrown.path, reason: reasonText(thrown.reason) });
  return error("batch-fault", place, { message: thrown instanceof Error ? thrown.message : String(thrown) });
}
