/** Appends to a log, event after event, until it is killed; says each one's reason on its output once it is acknowledged. Run by crash.test.ts. */
import { writeSync } from "node:fs";
import { appendToLog } from "../../src/disk/agreement-log.ts";
import { opening, vendor } from "./negotiation.ts";

const [path = "", name = ""] = process.argv.slice(2);

for (let count = 0; ; count += 1) {
  const reason = `${name}-${count}`;
  const { events, findings } = appendToLog(path, ({ opened, terms }) => {
    const value = ((terms.get("ramp")?.offer?.value as number | undefined) ?? 0) + 1;
    const proposal = { type: "proposed", ...vendor, term: "ramp", value, reason } as const;
    const second = { ...proposal, term: "calendar" } as const;
    return { drafts: [...(opened ? [] : [opening]), proposal, second] };
  });
  if (events.length < 2 || findings.length > 0) throw new Error(`refused: ${JSON.stringify(findings)}`);
  writeSync(1, `${reason}\n`);
}
