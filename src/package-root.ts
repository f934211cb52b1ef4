/** Where this package lies, and whether the built code runs or the sources (as tests and scripts run them). */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(import.meta.url);

/** The folder of package.json. */
export const packageRoot = rootAbove(dirname(here));

export const isBuilt = here.startsWith(join(packageRoot, "dist"));

function rootAbove(folder: string): string {
  const file = join(folder, "package.json");
  if (existsSync(file) && (JSON.parse(readFileSync(file, "utf8")) as { name?: string }).name === "valuebook")
    return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error("the package of valuebook is not above its code");
  return rootAbove(above);
}
