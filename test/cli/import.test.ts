/** `import`: what it prints, what it writes, how it ends. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { readAgreement } from "../../src/index.ts";
import { loaded, type Sent, send } from "../workbook/returned/sent.ts";
import { TypedIn } from "../workbook/returned/typed-in.ts";
import { run } from "./run.ts";

const scratch = mkdtempSync(join(tmpdir(), "import-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let folder = "";
let count = 0;
beforeEach(() => {
  count += 1;
  folder = join(scratch, String(count));
  cpSync("fixtures/agreement", folder, { recursive: true });
});

const at = (name: string): string => join(folder, name);
const customer = ["--party", "customer", "--by", "Li Na"];
const vendor = ["--party", "vendor", "--by", "Shen Yiwen"];
const target = "first-time-fix-rate.target";
const logLines = (): string[] =>
  existsSync(at("agreement.jsonl")) ? readFileSync(at("agreement.jsonl"), "utf8").trimEnd().split("\n") : [];

/** Exports the case, lets someone type, and gives the path of what comes back. */
async function returned(type: (typed: TypedIn, sent: Sent) => TypedIn, ...options: string[]): Promise<string> {
  const { status, err } = await run(["export", folder, "-o", at("sent.xlsx"), ...options]);
  expect([status, err]).toEqual([0, ""]);
  const sent = await send(await loaded(folder), (await readAgreement(folder)).ledger);
  writeFileSync(at("back.xlsx"), type(new TypedIn(readFileSync(at("sent.xlsx"))), sent).done());
  return at("back.xlsx");
}

const answered =
  (key: string, answer: string, value?: number) =>
  (typed: TypedIn, { sheet, answerCell }: Sent): TypedIn => {
    typed.set(sheet("terms"), answerCell(key, "answer"), answer);
    return value === undefined ? typed : typed.set(sheet("terms"), answerCell(key, "value"), value);
  };

const propose = (): Promise<unknown> => run(["agree", "propose", folder, "--all", ...vendor]);

describe("without an agreement", () => {
  test("a counter and an acceptance become proposals of the customer, in an agreement opened for them", async () => {
    const file = await returned((typed, sent) =>
      answered("first-time-fix-rate.baseline", "accept")(answered(target, "counter", 0.77)(typed, sent), sent),
    );
    const dry = await run(["import", folder, file, ...customer, "--dry-run"]);
    expect([dry.status, dry.err]).toEqual([0, ""]);
    expect(dry.out).toMatch(/^A workbook sent before anything was proposed\./);
    expect(logLines()).toEqual([]);
    const { status, out } = await run(["import", folder, file, ...customer, "--yes", "--json"]);
    expect(status).toBe(0);
    const { answers, events, findings } = JSON.parse(out);
    expect(answers.map(({ term, event }: { term: string; event: string }) => [term, event])).toEqual([
      ["first-time-fix-rate.baseline", "proposed"],
      [target, "proposed"],
    ]);
    expect(events.map(({ type, party }: { type: string; party: string }) => [type, party])).toEqual([
      ["opened", "customer"],
      ["proposed", "customer"],
      ["proposed", "customer"],
    ]);
    expect(findings).toEqual([]);
    expect(logLines()).toHaveLength(3);
    const again = JSON.parse((await run(["import", folder, file, ...customer, "--yes", "--json"])).out);
    expect(again.answers.map(({ isKnown }: { isKnown: boolean }) => isKnown)).toEqual([true, true]);
    expect(logLines()).toHaveLength(3);
  });
});

describe("of an offer", () => {
  test("an acceptance is written into the case too, where it says otherwise; not with --keep-case", async () => {
    await propose();
    await run(["agree", "propose", folder, `${target}=81%`, ...vendor]);
    const file = await returned(answered(target, "accept"));
    const before = readFileSync(at("case.yaml"), "utf8");
    const log = readFileSync(at("agreement.jsonl"), "utf8");
    const kept = await run(["import", folder, file, ...customer, "--yes", "--keep-case", "--json"]);
    expect(JSON.parse(kept.out).applied).toBeUndefined();
    expect(readFileSync(at("case.yaml"), "utf8")).toBe(before);
    writeFileSync(at("agreement.jsonl"), log);
    const { out } = await run(["import", folder, file, ...customer, "--yes", "--json"]);
    expect(JSON.parse(out).applied).toEqual([{ term: target, was: 0.79, is: 0.81 }]);
    expect(readFileSync(at("case.yaml"), "utf8")).toBe(before.replace("target: 79%", "target: 81%"));
  });

  test("the party that made it cannot answer it", async () => {
    await propose();
    const { out, status } = await run([
      "import",
      folder,
      await returned(answered(target, "accept")),
      ...vendor,
      "--yes",
      "--json",
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(out).findings.map(({ code }: { code: string }) => code)).toEqual(["answer-own"]);
  });

  test("a workbook of another scenario is answered alike, and its switches say nothing", async () => {
    await propose();
    const file = await returned(
      (typed, sent) =>
        answered(
          target,
          "counter",
          0.77,
        )(
          typed
            .set(sent.sheet("summary"), sent.cell("scenario"), "Ambitious")
            .set(sent.sheet("summary"), sent.cell("basis"), "agreed and proposed"),
          sent,
        ),
      "--scenario",
      "conservative",
    );
    const { out, err } = await run(["import", folder, file, ...customer, "--dry-run", "--json"]);
    expect(err).toBe("");
    const { answers, findings } = JSON.parse(out);
    expect(findings).toEqual([]);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ term: target, sent: 0.79, returned: 0.77, event: "countered" });
    expect(answers[0].effect.netPerYear).toBeLessThan(0);
  });

  test("nobody to ask ends as wrong usage, a no as clean, and neither writes", async () => {
    await propose();
    const file = await returned(answered(target, "counter", 0.77));
    const log = logLines();
    const nobody = await run(["import", folder, file, ...customer, "--json"]);
    expect(nobody.status).toBe(64);
    expect(JSON.parse(nobody.out).answers).toHaveLength(1);
    const no = await run(["import", folder, file, ...customer], { answers: ["no"] });
    expect(no.status).toBe(0);
    expect(no.out).toMatch(/Nothing was written\.\n$/);
    expect(logLines()).toEqual(log);
  });

  test("a workbook as it was sent says nothing; a file that is none ends with status 1", async () => {
    await propose();
    const { status, out } = await run(["import", folder, await returned(typed => typed), ...customer, "--yes"]);
    expect(status).toBe(0);
    expect(out).toMatch(/It came back as it was sent: no answers\.\n$/);
    const none = await run(["import", folder, at("case.yaml"), ...customer, "--json"]);
    expect([none.status, none.out]).toEqual([1, ""]);
    expect(JSON.parse(none.err).findings[0].code).toBe("workbook-not");
  });
});
