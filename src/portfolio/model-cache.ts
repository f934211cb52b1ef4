/** Models, each loaded and checked once however many cases are written against it; one of the user's own anew once its files change. */
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { filesOfModel, loadModel, pathOfModel } from "../disk/load.ts";
import type { LoadedModel, ModelLoader } from "../index.ts";

interface Kept {
  readonly stamp: string;
  readonly loaded: Promise<LoadedModel>;
}

export class ModelCache {
  private readonly kept = new Map<string, Kept>();
  private readonly hashes = new Map<string, { readonly stamp: string; readonly hash: string }>();

  readonly load: ModelLoader = async (reference, from, place) => {
    const path = pathOfModel(reference, from);
    const key = path ?? reference;
    const stamp = path === undefined ? "installed" : stampOf(path);
    const known = this.kept.get(key);
    if (known?.stamp === stamp) return known.loaded;
    const loaded = loadModel(reference, from, place);
    // What is wrong with an installed one is told at the place of the case that asks for it.
    if (path !== undefined || (await loaded).model) this.kept.set(key, { stamp, loaded });
    return loaded;
  };

  /** SHA-256 over the files of a model of the user's own; the version stands for an installed one. */
  hashOf(reference: string, from: string): string {
    const path = pathOfModel(reference, from);
    if (path === undefined) return reference;
    const stamp = stampOf(path);
    const known = this.hashes.get(path);
    if (known?.stamp === stamp) return known.hash;
    const hash = createHash("sha256");
    for (const file of filesOfModel(path)) {
      const bytes = readFileSync(file);
      hash.update(`${file}:${bytes.length}:`).update(bytes);
    }
    const found = hash.digest("hex");
    this.hashes.set(path, { stamp, hash: found });
    return found;
  }
}

/** Changes as soon as any file of a model is written, added or gone. */
function stampOf(path: string): string {
  return filesOfModel(path)
    .map(file => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return `${file} ${stat?.size} ${stat?.mtimeMs} ${stat?.ino}`;
    })
    .join("\n");
}
