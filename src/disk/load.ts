/** Models and cases from disk: an installed model by id (compiled at build), a model of one's own by path, a case by its folder. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import type { Case } from "../case/case.ts";
import type { ReadCase } from "../case/parse-case.ts";
import { error, type Finding, hasErrors, type Place } from "../finding/finding.ts";
import type { Model } from "../model/model.ts";
import type { SourceFile } from "../model/yaml-source.ts";
import { isBuilt, packageRoot } from "../package-root.ts";
import { listed } from "../text/list.ts";
import { readTextFile, readYamlFiles, yamlFilesAt } from "./read-files.ts";

/** The user's line at a place, for printing findings. */
export type LineOf = (place: Place) => string | undefined;

export interface LoadedModel {
  readonly model?: Model;
  readonly findings: readonly Finding[];
  readonly lineOf: LineOf;
}

export interface LoadedCase extends LoadedModel {
  readonly kase?: Case;
  /** The file as it was read, to be resolved with another version of its model. */
  readonly read?: ReadCase;
}

/** What the build compiles: `after-sales.json` and so on. */
const compiledFolder = join(packageRoot, "dist/models");
/** As written: `models/after-sales/` and so on. */
const sourceFolder = join(packageRoot, "models");

/** The installed models, every version of each. */
export const allInstalled = (): Promise<Model[]> => Promise.all(installedModels().map(installedModel));

/** Names of the installed models: after-sales, and of further versions after-sales@2. */
export function installedModels(): string[] {
  if (isBuilt) return names(compiledFolder).map(name => name.slice(0, -".json".length));
  return names(sourceFolder).filter(name => existsSync(join(sourceFolder, name, "model.yaml")));
}

const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

/**
 * A model by reference: `after-sales`, `after-sales@1`, or a path that starts with `.` or `/` (relative to `from`). The model of a path
 * is checked in full, units included; an installed one was when it was built.
 */
export async function loadModel(
  reference: string,
  from = ".",
  place: Place = nowhere(reference),
): Promise<LoadedModel> {
  const own = pathOfModel(reference, from);
  if (own !== undefined) return loadModelFolder(own);
  const [id = "", version] = reference.split("@");
  const versions = await Promise.all(versionsIn(installedModels(), id).map(installedModel));
  const model = versions
    .filter(each => version === undefined || String(each.version) === version)
    .reduce<Model | undefined>((a, b) => (a && a.version > b.version ? a : b), undefined);
  if (!model) {
    const allowed = (await allInstalled()).map(each => `${each.id}@${each.version}`);
    return {
      findings: [error("model-unknown", place, { model: reference, allowed: listed(allowed) })],
      lineOf: () => undefined,
    };
  }
  return { model, findings: [], lineOf: () => undefined };
}

/** The path that a reference is, relative to `from`; undefined where it names an installed model. */
export function pathOfModel(reference: string, from = "."): string | undefined {
  if (!/^[./]|^[A-Za-z]:[\\/]/.test(reference)) return undefined;
  return isAbsolute(reference) ? reference : join(from, reference);
}

const folderOfModel = (path: string): string => (/^model\.ya?ml$/.test(basename(path)) ? dirname(path) : path);

/** The files that the model at a path consists of. */
export const filesOfModel = (path: string): string[] => yamlFilesAt(folderOfModel(path));

/** Of the names of folders, those with versions of one model: after-sales, after-sales@2. */
const versionsIn = (folders: readonly string[], id: string): string[] =>
  folders.filter(name => name === id || (name.startsWith(`${id}@`) && /^\d+$/.test(name.slice(id.length + 1))));

/**
 * The newest version of a case's model that is newer than its own: among the installed ones, or of a model folder among those beside it
 * (training, training@2). `reference` is as a case in `folder` would name it; undefined where there is none.
 */
export async function newerModel(
  reference: string,
  folder: string,
  model: Model,
): Promise<{ readonly reference: string; readonly model: Model } | undefined> {
  const path = isAbsolute(reference) ? reference : join(folder, reference);
  const beside = pathOfModel(reference) !== undefined ? join(path, "..") : "";
  const own = basename(path).replace(/@\d+$/, "");
  const found =
    pathOfModel(reference) !== undefined
      ? await Promise.all(
          versionsIn(names(beside), own)
            .filter(name => existsSync(join(beside, name, "model.yaml")))
            .map(async name => ({
              reference: isAbsolute(reference) ? join(beside, name) : pathBeside(reference, name),
              model: (await loadModelFolder(join(beside, name))).model,
            })),
        )
      : await Promise.all(
          versionsIn(installedModels(), model.id).map(async name => {
            const each = await installedModel(name);
            return { reference: `${each.id}@${each.version}`, model: each };
          }),
        );
  return found
    .flatMap(each => (each.model ? [{ reference: each.reference, model: each.model }] : []))
    .filter(each => each.model.id === model.id && each.model.version > model.version)
    .reduce<{ reference: string; model: Model } | undefined>(
      (a, b) => (a && a.model.version > b.model.version ? a : b),
      undefined,
    );
}

/** ../training@1 → ../training@2, as it was written but for the last step. */
const pathBeside = (reference: string, name: string): string => reference.replace(/[^\\/]+[\\/]?$/, () => name);

/** All files of a model folder (or the one file of a `….model.yaml`), parsed and checked, units included. */
export async function loadModelFolder(path: string): Promise<LoadedModel> {
  const folder = folderOfModel(path);
  const shown = relative(process.cwd(), folder) || folder;
  const { files, findings } = readYamlFiles(shown.startsWith("..") ? folder : shown);
  const { parseModel } = await import("../model/parse-model.ts");
  const parsed = parseModel(files, shown);
  const found = [...findings, ...parsed.findings];
  if (parsed.draft) {
    const { checkUnits } = await import("../model/units.ts");
    found.push(...(await checkUnits(parsed.draft.model, parsed.draft.placeIn)));
  }
  const model = hasErrors(found) ? undefined : parsed.model;
  if (model) {
    const { checkWorkedOut } = await import("../model/check-examples.ts");
    found.push(...checkWorkedOut(model));
  }
  return {
    ...(model ? { model } : {}),
    findings: found,
    lineOf: lineOf(files),
  };
}

async function installedModel(id: string): Promise<Model> {
  if (isBuilt) return JSON.parse(readFileSync(join(compiledFolder, `${id}.json`), "utf8")) as Model;
  const { parseModel } = await import("../model/parse-model.ts");
  const folder = join(sourceFolder, id);
  const { files } = readYamlFiles(folder);
  const { model } = parseModel(
    files.map(({ file, text }) => ({ file: join("models", id, relative(folder, file)), text })),
    id,
  );
  if (!model) throw new Error(`the installed model ${id} has errors: valuebook check models/${id}`);
  return model;
}

/** Gives a model by its reference; `loadModel`, or what keeps those that were loaded before. */
export type ModelLoader = typeof loadModel;

/** A case by its folder, or by the path of its `case.yaml`; with its model. */
export async function loadCase(path: string, models: ModelLoader = loadModel): Promise<LoadedCase> {
  const isFile = /\.ya?ml$/.test(path);
  const file = isFile ? path : join(path, "case.yaml");
  const folder = isFile ? dirname(path) : path;
  const read = readTextFile(file);
  if (!read.file) return { findings: read.findings, lineOf: () => undefined };
  const { readCaseFile, resolveCase } = await import("../case/parse-case.ts");
  const written = readCaseFile(read.file);
  const ownLine = lineOf([read.file]);
  if (!written.read) return { findings: written.findings, lineOf: ownLine };
  const loaded = await models(written.read.modelReference, folder, written.read.modelPlace);
  const lines: LineOf = place => ownLine(place) ?? loaded.lineOf(place);
  const before = [...written.findings, ...loaded.findings];
  if (!loaded.model) return { findings: before, lineOf: lines };
  const { kase, findings } = resolveCase(written.read, loaded.model);
  return {
    model: loaded.model,
    ...(kase ? { kase, read: written.read } : {}),
    findings: [...before, ...findings],
    lineOf: lines,
  };
}

/** True if a path is that of a case rather than of a model: a folder with `model.yaml`, or a model in one file, `….model.yaml`. */
export function isCase(path: string): boolean {
  if (/(^|[./\\])model\.ya?ml$/.test(path)) return false;
  return (
    /\.ya?ml$/.test(path) || !existsSync(path) || !statSync(path).isDirectory() || existsSync(join(path, "case.yaml"))
  );
}

function lineOf(files: readonly SourceFile[]): LineOf {
  return ({ file, line }) =>
    files
      .find(each => each.file === file)
      ?.text.split("\n")
      [line - 1]?.replace(/\r$/, "");
}

const nowhere = (file: string): Place => ({ file, line: 1, column: 1, length: 1 });
