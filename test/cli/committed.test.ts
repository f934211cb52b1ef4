/** What the commands print of a case with an agreement: committed figures, what they stand on, and what is proposed apart. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyPairOf, privateKeyPem } from "../../src/agreement/keys.ts";
import { cssString } from "../../src/report/css-string.ts";
import { locales } from "../../src/text/locale.ts";
import { expectGolden } from "../support/expect-golden.ts";
import { run } from "./run.ts";

const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
afterAll(() => rmSync(scratch, { recursive: true }));
const [partly, wholly] = [join(scratch, "partly"), join(scratch, "wholly")];

const vendor = ["--party", "vendor", "--by", "Shen Yiwen", "--on", "2026-01-12"];
const customer = ["--party", "customer", "--by", "李娜", "--on", "2026-01-20"];
const signing = [...vendor.slice(0, -1), "2026-01-26"];

async function agree(folder: string, ...argv: [string, ...string[]]): Promise<void> {
  const [action, ...more] = argv;
  expect(await run(["agree", action, folder, ...more])).toMatchObject({ status: 0, err: "" });
}

function keyFile(fill: number): string {
  const path = join(scratch, `${fill}.pem`);
  writeFileSync(path, privateKeyPem(keyPairOf(new Uint8Array(32).fill(fill))));
  return path;
}

/** One with all agreed and signed by both; one where a target, a driver and the ramp are open, signed by the vendor. */
beforeAll(async () => {
  for (const folder of [partly, wholly]) {
    mkdirSync(folder);
    copyFileSync("fixtures/agreement/case.yaml", join(folder, "case.yaml"));
    await agree(folder, "propose", "--all", ...vendor);
  }
  const open = ["customer-complaint-rate.target", "cost_per_complaint", "ramp"];
  const { out } = await run(["agree", "status", partly, "--json"]);
  const { terms } = JSON.parse(out) as { terms: { term: string }[] };
  const agreed = terms.map(({ term }) => term).filter(term => !open.includes(term));
  await agree(partly, "accept", ...agreed, ...customer);
  await agree(wholly, "accept", "--all", ...customer);
  for (const folder of [partly, wholly]) await agree(folder, "sign", "--key", keyFile(1), ...signing);
  await agree(wholly, "sign", "--key", keyFile(2), ...customer.slice(0, -1), "2026-01-27");
});

const dataOf = async (...argv: string[]) => JSON.parse((await run([...argv, "--json"])).out) as Record<string, unknown>;
const fingerprintOf = async (folder: string): Promise<string> => {
  const { head } = (await dataOf("agree", "status", folder)) as { head: { fingerprint: string } };
  return head.fingerprint;
};

describe("a case with an agreement", () => {
  test.each(locales)("shows committed and potential apart, in %s", async locale => {
    const { status, out, err } = await run(["calc", partly], { locale });
    expect([status, err]).toEqual([0, ""]);
    expectGolden(`test/golden/calc.committed.${locale}.txt`, out, "test/cli/committed.test.ts");
  });

  test("gives both, and the state of the agreement, as data", async () => {
    expect(await dataOf("calc", partly)).toMatchObject({
      basis: "committed",
      agreement: {
        fingerprint: await fingerprintOf(partly),
        date: "2026-01-26",
        signedBy: { vendor: { by: "Shen Yiwen", date: "2026-01-26", keyFingerprint: expect.any(String) } },
        isSignedByBoth: false,
        openCaseTerms: ["ramp"],
      },
      indicators: [{ id: "first-time-fix-rate" }],
      potential: {
        indicators: [
          { id: "customer-complaint-rate", openTerms: ["customer-complaint-rate.target", "cost_per_complaint"] },
        ],
        complete: true,
      },
    });
  });

  test("where all is agreed says so, and has no block of what is proposed", async () => {
    const { out } = await run(["calc", wholly]);
    expect(out).toContain("Acme\nCommitted: agreed by both parties\nFingerprint ");
    expect(out).toContain("Signed by Shen Yiwen (vendor) on 26 Jan 2026; signed by 李娜 (customer) on 27 Jan 2026\n");
    expect(out).not.toContain("Proposed");
    const { summary } = await dataOf("calc", wholly);
    expect(summary).toEqual((await dataOf("calc", "fixtures/agreement")).summary);
  });

  test("names its basis wherever figures are printed", async () => {
    const line = `Fingerprint ${await fingerprintOf(partly)}, after event `;
    for (const argv of [
      ["calc", partly, "--convention", "tei"],
      ["explain", partly, "npv"],
      ["sensitivity", partly],
      ["simulate", partly, "--draws", "64"],
    ]) {
      const { status, out } = await run(argv);
      expect(status).toBe(0);
      expect(out, argv[0]).toContain(line);
      const estimate = await run(argv.map(each => (each === partly ? "fixtures/agreement" : each)));
      expect(estimate.out, argv[0]).toContain("Estimate: there is no agreement log yet\n");
    }
    expect(await dataOf("sensitivity", partly)).toMatchObject({ basis: "committed" });
    const { out } = await run(["explain", partly, "first-time-fix-rate", "--json"]);
    expect(JSON.parse(out)).toMatchObject([{ basis: "committed" }]);
  });

  test.each(locales)("prints a report that names fingerprint, signature and open terms, in %s", async locale => {
    const path = join(scratch, `report.${locale}.html`);
    expect(await run(["report", partly, "-o", path], { locale })).toMatchObject({ status: 0 });
    const html = readFileSync(path, "utf8");
    const cover = html.slice(html.indexOf("<header"), html.indexOf("</header>"));
    const fingerprint = await fingerprintOf(partly);
    for (const text of [fingerprint, "Shen Yiwen", locale === "en" ? "not agreed: ramp." : "尚未约定的条款："])
      expect(cover, text).toContain(text);
    expect(html.slice(0, html.indexOf("</style>"))).toContain(cssString(fingerprint).slice(1));
    expect(html.slice(html.indexOf("chapter-method"))).toContain(fingerprint);
    const title = locale === "en" ? "Proposed, not yet agreed" : "待约定的指标";
    expect(html).toContain(`<h3 id="potential">${title}</h3>`);
    expect(html).not.toContain(locale === "en" ? "Estimate" : "估算");
  });

  test("prints no section of what is proposed where all is agreed", async () => {
    const path = join(scratch, "wholly.html");
    await run(["report", wholly, "-o", path]);
    const html = readFileSync(path, "utf8");
    expect(html).not.toContain("Proposed, not yet agreed");
    expect(html).toContain('<p class="cover-badge">Agreed and signed by both parties</p>');
  });
});
