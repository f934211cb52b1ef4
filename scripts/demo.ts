/** `npm run demo`: the main job on the demonstration case, with the commands a user would type, each shown before it runs. */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const kase = "fixtures/jianglan";
const commands = [
  ["check", "models/after-sales"],
  ["check", kase],
  ["calc", kase],
  ["export", kase, "--locale", "en", "-o", "out/jianglan.en.xlsx"],
  ["export", kase, "--locale", "zh-CN", "-o", "out/jianglan.zh-CN.xlsx"],
  ["report", kase, "--locale", "en", "-o", "out/jianglan.en.pdf"],
  ["report", kase, "--locale", "zh-CN", "-o", "out/jianglan.zh-CN.pdf"],
];

for (const command of commands) {
  console.log(`\n$ valuebook ${command.join(" ")}`);
  const { status, signal } = spawnSync(process.execPath, ["dist/cli/main.js", ...command], { stdio: "inherit" });
  if (status !== 0) {
    console.error(`valuebook ${command[0]} ended with ${signal ?? `status ${status}`}`);
    process.exit(status ?? 1);
  }
}
console.log(
  `\nThe workbooks and the value reports, in English and in Chinese, are in ${resolve("out")}\n中英文工作簿与价值报告位于 ${resolve("out")}`,
);
