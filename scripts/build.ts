/** `npm run build`: types checked and declared, code bundled, templates, models and fonts beside it in dist. Stops at the first step that fails. */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, rmSync } from "node:fs";

const typescript = "node_modules/typescript/bin/tsc";
const tsx = "node_modules/tsx/dist/cli.mjs";

function run(file: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

for (const part of ["types", "chunks", "cli", "workbook", "portfolio"])
  rmSync(`dist/${part}`, { recursive: true, force: true });
run(typescript, "-p", "tsconfig.build.json");
run(tsx, "scripts/bundle.ts");
cpSync("src/report/templates", "dist/report/templates", { recursive: true });
chmodSync("dist/cli/main.js", 0o755);
run(tsx, "scripts/compile-models.ts");
run(tsx, "scripts/build-fonts.ts");
