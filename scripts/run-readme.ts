/** Runs every `sh` block of the given documents, in order, stopping at the first command that fails; commands seen before are not repeated. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const done = new Set<string>();
for (const document of process.argv.slice(2)) {
  const blocks = [...readFileSync(document, "utf8").matchAll(/^```sh\n([\s\S]*?)^```/gm)];
  if (blocks.length === 0) throw new Error(`${document} has no commands`);
  for (const command of blocks.flatMap(([, block = ""]) => block.trim().split("\n"))) {
    if (done.has(command)) continue;
    done.add(command);
    console.log(`\n[${document}] $ ${command}`);
    const { status, signal } = spawnSync(command, { shell: "/bin/bash", stdio: "inherit" });
    if (status !== 0) {
      console.error(`${document}: ended with ${signal ?? `status ${status}`}: ${command}`);
      process.exit(1);
    }
  }
}
