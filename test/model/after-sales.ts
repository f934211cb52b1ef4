/** The after-sales model as its files say, read once; and its files. */
import { readYamlFiles } from "../../src/disk/read-files.ts";
import type { Model } from "../../src/model/model.ts";
import { parseModel } from "../../src/model/parse-model.ts";

export const afterSalesFiles = readYamlFiles("models/after-sales").files;

let read: Model | undefined;

export function afterSales(): Model {
  read ??= parseModel(afterSalesFiles, "models/after-sales").model;
  if (!read) throw new Error("models/after-sales has errors");
  return read;
}
