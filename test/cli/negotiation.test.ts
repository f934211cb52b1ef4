/** A whole negotiation by command and by mail: proposed, exported, answered in LibreOffice, imported, countered, agreed, signed, reported. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadCase, readAgreement } from "../../src/index.ts";
import { editWithLibreOffice, whyNoUno } from "../oracle/edit-with-uno.ts";
import { send } from "../workbook/returned/sent.ts";
import { run } from "./run.ts";

const reason = await whyNoUno();
const folder = mkdtempSync(join(tmpdir(), "negotiation-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kase = join(folder, "acme");
cpSync("fixtures/agreement", kase, { recursive: true });
const at = (name: string) => join(folder, name);
const vendor = ["--party", "vendor", "--by", "Shen Yiwen"];
const customer = ["--party", "customer", "--by", "Li Na"];

async function done(...argv: string[]): Promise<string> {
  const { status, out, err } = await run(argv, { today: "2026-03-02" });
  expect(err, argv.join(" ")).toBe("");
  expect(status).toBe(0);
  return out;
}

const fingerprintIn = (text: string): string => /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(text)?.[0] ?? "none";

async function loaded() {
  const { kase: found, model } = await loadCase(kase);
  if (!found || !model) throw new Error("the case does not load");
  return { kase: found, model, ledger: (await readAgreement(kase)).ledger };
}

describe.skipIf(reason !== undefined)(`a whole negotiation${reason ? ` (${reason})` : ""}`, () => {
  test("ends in an agreement that both have signed and the report names", async () => {
    expect(JSON.parse(await done("calc", kase, "--json")).basis).toBe("estimate");
    await done("agree", "propose", kase, "--all", ...vendor);
    await done("export", kase, "-o", at("offer.xlsx"));
    const before = JSON.parse(await done("calc", kase, "--json"));
    expect(before.basis).toBe("committed");
    expect(before.summary.netBenefitPerYear).toBe(0);

    // The customer accepts everything but one target, and changes one figure where it stands.
    const { sheet, answerCell, cell, plan } = await send(await loaded(), (await loaded()).ledger);
    const keys = plan.sheets
      .flatMap(({ id, cells }) => (id === "terms" ? cells : []))
      .flatMap(({ ref, content }) =>
        ref.column === 11 && content.kind === "label" && ref.row > 7 ? [content.text] : [],
      );
    const accepted = keys.filter(
      key => key !== "first-time-fix-rate.target" && key !== "annual_corrective_work_orders",
    );
    const [returned] = await editWithLibreOffice([
      {
        file: new Uint8Array(readFileSync(at("offer.xlsx"))),
        edits: [
          ...accepted.map(key => ({
            do: "set" as const,
            sheet: sheet("terms"),
            cell: answerCell(String(key), "answer"),
            value: "accept",
          })),
          {
            do: "set",
            sheet: sheet("terms"),
            cell: answerCell("first-time-fix-rate.target", "value"),
            value: 0.77,
          },
          {
            do: "set",
            sheet: sheet("terms"),
            cell: answerCell("first-time-fix-rate.target", "comment"),
            value: "Our pilot reached 77%",
          },
          { do: "set", sheet: sheet("drivers"), cell: cell("annual_corrective_work_orders"), value: 48_000 },
        ],
      },
    ]);
    writeFileSync(at("answer.xlsx"), returned ?? new Uint8Array());

    // Looked at, then refused, then taken in.
    const log = readFileSync(join(kase, "agreement.jsonl"), "utf8");
    const dry = JSON.parse(await done("import", kase, at("answer.xlsx"), ...customer, "--dry-run", "--json"));
    const countered = dry.answers.filter(({ event }: { event: string }) => event === "countered");
    expect(countered.map(({ term, returned: value }: { term: string; returned: number }) => [term, value])).toEqual([
      ["first-time-fix-rate.target", 0.77],
      ["annual_corrective_work_orders", 48_000],
    ]);
    for (const { effect } of countered) expect(effect.netPerYear).toBeLessThan(0);
    const no = await run(["import", kase, at("answer.xlsx"), ...customer], { answers: ["n"], today: "2026-03-05" });
    expect(no.out).toMatch(/Nothing was written/);
    const nobody = await run(["import", kase, at("answer.xlsx"), ...customer], { today: "2026-03-05" });
    expect(nobody.status).toBe(64);
    expect(readFileSync(join(kase, "agreement.jsonl"), "utf8")).toBe(log);
    const yes = await run(["import", kase, at("answer.xlsx"), ...customer], { answers: ["y"], today: "2026-03-05" });
    expect(yes.status).toBe(0);
    expect(yes.out).toMatch(/Our pilot reached 77%/);
    expect(readFileSync(join(kase, "agreement.jsonl"), "utf8").startsWith(log)).toBe(true);

    // The same file a second time: what it says has been taken in already.
    const again = JSON.parse(
      (await run(["import", kase, at("answer.xlsx"), ...customer, "--dry-run", "--json"], {})).out,
    );
    expect(again.answers.every(({ event }: { event: string | null }) => event === null)).toBe(true);

    // The vendor accepts one counter-proposal, and answers the other with a value between.
    await done("agree", "accept", kase, "annual_corrective_work_orders", ...vendor);
    expect(readFileSync(join(kase, "case.yaml"), "utf8")).toMatch(/annual_corrective_work_orders: 48000/);
    await done("agree", "counter", kase, "first-time-fix-rate.target=78%", ...vendor);
    await done("agree", "accept", kase, "first-time-fix-rate.target", ...customer);
    expect(readFileSync(join(kase, "case.yaml"), "utf8")).toMatch(
      /first-time-fix-rate: \{ baseline: 72%, target: 78% \}/,
    );

    for (const party of ["vendor", "customer"]) await done("keygen", "-o", at(`${party}.pem`));
    await done("agree", "sign", kase, "--key", at("customer.pem"), ...customer);
    const signed = await done("agree", "sign", kase, "--key", at("vendor.pem"), ...vendor);
    const fingerprint = fingerprintIn(signed);

    const after = JSON.parse(await done("calc", kase, "--json"));
    expect(after.basis).toBe("committed");
    expect(after.agreement.fingerprint).toBe(fingerprint);
    expect(after.agreement.isSignedByBoth).toBe(true);
    expect(after.potential.indicators).toEqual([]);
    expect(after.summary.netBenefitPerYear).toBeGreaterThan(0);

    await done("report", kase, "-o", at("report.html"));
    expect(readFileSync(at("report.html"), "utf8")).toContain(fingerprint);
    expect(await done("agree", "verify", kase, "--fingerprint", fingerprint)).toMatch(/is the state of today/);
    expect(existsSync(join(kase, "agreement.jsonl.lock"))).toBe(false);
  }, 240_000);
});
