/** `npm run build`: TypeScript → dist, templates beside it, installed models compiled, the report's fonts made. Skips what is up to date. */
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync } from "node:fs";

const run = (file: string, ...args: string[]) => execFileSync(process.execPath, [file, ...args], { stdio: "inherit" });
const typescript = "node_modules/typescript/bin/tsc";
const tsx = "node_modules/tsx/dist/cli.mjs";

run(typescript, "-p", "tsconfig.build.json");
cpSync("src/report/templates", "dist/report/templates", { recursive: true });
chmodSync("dist/cli/main.js", 0o755);
run(tsx, "scripts/compile-models.ts");
run(tsx, "scripts/build-fonts.ts");
