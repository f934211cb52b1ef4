/** Notes the largest resident memory of a process, in kB, as it ends. */
import { writeFileSync } from "node:fs";

process.on("exit", () => writeFileSync(process.env.BENCH_MEMORY_FILE, String(process.resourceUsage().maxRSS)));
