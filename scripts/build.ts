/** `npm run build`: TypeScript → dist, templates beside it, installed models compiled, the report's fonts made. Stops at the first step that fails. */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync } from "node:fs";

const typescript = "node_modules/typescript/bin/tsc";
const tsx = "node_modules/tsx/dist/cli.mjs";

function run(file: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

run(typescript, "-p", "tsconfig.build.json");
cpSync("src/report/templates", "dist/report/templates", { recursive: true });
chmodSync("dist/cli/main.js", 0o755);
run(tsx, "scripts/compile-models.ts");
run(tsx, "scripts/build-fonts.ts");
