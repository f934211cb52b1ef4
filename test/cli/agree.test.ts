/** A negotiation on the command line: every action, in both languages, and what each refuses. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { keyPairOf, privateKeyPem } from "../../src/agreement/keys.ts";
import type { Locale } from "../../src/text/locale.ts";
import { expectGolden } from "../support/expect-golden.ts";
import { run } from "./run.ts";

const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
afterAll(() => rmSync(scratch, { recursive: true }));
let made = 0;
let folder = "";
beforeEach(() => {
  made += 1;
  folder = join(scratch, String(made));
  mkdirSync(folder);
  copyFileSync("fixtures/agreement/case.yaml", join(folder, "case.yaml"));
});

const vendor = ["--party", "vendor", "--by", "Shen Yiwen", "--on", "2026-01-12"];
const customer = ["--party", "customer", "--by", "李娜", "--on", "2026-01-20"];
const agree = (action: string, ...more: string[]) => run(["agree", action, folder, ...more]);
const log = () => readFileSync(join(folder, "agreement.jsonl"), "utf8");
const shown = (text: string) => text.replaceAll(folder, "acme");

/** Two keys that are always the same. */
function keyFile(name: string, fill: number): string {
  const path = join(folder, `${name}.pem`);
  writeFileSync(path, privateKeyPem(keyPairOf(new Uint8Array(32).fill(fill))));
  return path;
}

/** Proposed by the vendor, countered and accepted by the customer; two terms left open, one declined, one withdrawn. */
async function negotiate(): Promise<void> {
  const steps: [string, ...string[]][] = [
    ["propose", "--all", ...vendor],
    ["counter", "first-time-fix-rate.target=77%", ...customer, "--reason", "Spare parts first"],
    ["withdraw", "customer-complaint-rate.target", ...vendor],
    ["decline", "customer-complaint-rate.confidence", ...customer, "--reason", "Not measured yet"],
    ["accept", "--all", ...customer],
    [
      "amend",
      "annual_corrective_work_orders=[49600, 50000, 51000]",
      ...customer,
      "--reason",
      "Growth",
      "--evidence",
      "FSM",
    ],
  ];
  for (const [action, ...more] of steps) expect(await agree(action, ...more)).toMatchObject({ status: 0, err: "" });
}

describe("a negotiation", () => {
  test.each<Locale>(["en", "zh-CN"])(
    "shows where every term stands, who must move, and what was said, in %s",
    async locale => {
      await negotiate();
      await agree("sign", "--key", keyFile("vendor", 1), ...vendor);
      for (const action of ["status", "history", "verify", "suggest"]) {
        const { status, out, err } = await run(["agree", action, folder], { locale });
        expect([status, err]).toEqual([0, ""]);
        expectGolden(`test/golden/agree.${action}.${locale}.txt`, shown(out), "test/cli/agree.test.ts");
      }
    },
  );

  test("ends agreed on all terms and signed by both; a later change shows", async () => {
    await agree("propose", "--all", ...vendor);
    await agree("accept", "--all", ...customer);
    await agree("sign", "--key", keyFile("vendor", 1), ...vendor);
    await agree("sign", "--key", keyFile("customer", 2), ...customer);
    const status = JSON.parse((await agree("status", "--json")).out) as Record<string, unknown>;
    expect(status).toMatchObject({
      counts: { all: 19, agreed: 19, vendor: 0, customer: 0, declined: 0, withdrawn: 0, none: 0 },
      committed: ["first-time-fix-rate", "customer-complaint-rate"],
      potential: [],
      openCaseTerms: [],
      isSignedByBoth: true,
    });
    const { head } = status as { head: { fingerprint: string } };
    const path = join(folder, "case.yaml");
    writeFileSync(path, readFileSync(path, "utf8").replace("target: 79%", "target: 85%"));
    const changed = await agree("status");
    expect(changed.status).toBe(1);
    expect(changed.err).toContain("“first-time-fix-rate.target” is agreed at 79% since 2026-01-20; the case says 85%.");
    expect((await run(["check", folder])).status).toBe(1);
    expect(await agree("amend", "first-time-fix-rate.target", ...vendor, "--reason", "More training")).toMatchObject({
      status: 0,
    });
    const older = await agree("verify", "--fingerprint", head.fingerprint.toLowerCase());
    expect(older.status).toBe(1);
    await agree("accept", "first-time-fix-rate.target=85%", ...customer);
    const sound = await agree("verify", "--fingerprint", head.fingerprint.toLowerCase());
    expect(sound).toMatchObject({ status: 0, err: "" });
    expect(sound.out).toContain("is an older state, after event 41 of 2026-01-20; events since: 2.\n");
    expect(sound.out).toContain("terms have moved since.");
  });

  test("is told as data, with the head it comes to", async () => {
    const { out } = await agree("propose", "ramp", ...vendor, "--json");
    const { events, head } = JSON.parse(out) as { events: object[]; head: { n: number; fingerprint: string } };
    expect(events).toMatchObject([
      { type: "opened", customer: "acme", model: "after-sales@1", currency: "CNY", n: 1 },
      { type: "proposed", term: "ramp", value: [0.25, 0.5, 0.75, 1], unit: "1", n: 2, party: "vendor" },
    ]);
    expect(head).toMatchObject({ n: 2, fingerprint: expect.stringMatching(/^(\w{4}-){3}\w{4}$/) });
    const verified = JSON.parse((await agree("verify", "--json")).out) as object;
    expect(verified).toMatchObject({ isSound: true, events: 2, head });
    const history = JSON.parse((await agree("history", "ramp", "--json")).out) as { events: object[] };
    expect(history.events).toHaveLength(1);
  });

  test("that ends at another value than the case says is written into the case, and said", async () => {
    await agree("propose", "first-time-fix-rate.target=77%", "ramp=[20%, 100%]", ...vendor);
    const path = join(folder, "case.yaml");
    const edited = readFileSync(path, "utf8").replace("49600", "50000");
    writeFileSync(path, edited);
    const { status, out, err } = await agree("accept", "--all", ...customer);
    expect([status, err]).toEqual([0, ""]);
    expect(shown(out)).toContain(`Written into acme/case.yaml:

Term                        Was               Is
──────────────────────────────────────────────────────
first-time-fix-rate.target  79%               77%
ramp                        25% 50% 75% 100%  20% 100%
`);
    const after = edited.replace("target: 79%", "target: 77%").replace("[25%, 50%, 75%, 100%]", "[20%, 100%]");
    expect(readFileSync(path, "utf8")).toBe(after);
    expect((await run(["check", folder])).status).toBe(0);
  });

  test("takes gain share as a map or a list, and puts it into the case", async () => {
    const typed = 'gain-share=[{"share":0.2},{"from":"2027-01-01","tiers":[{"above":0.8,"share":0.1}]}]';
    expect(await agree("propose", typed, ...vendor)).toMatchObject({ status: 0, err: "" });
    expect((await agree("status")).out).toMatch(
      /gain-share +base net, share 20%; from 2027-01-01, .* proposed +customer/,
    );
    expect(await agree("accept", "gain-share", ...customer)).toMatchObject({ status: 0, err: "" });
    expect(readFileSync(join(folder, "case.yaml"), "utf8")).toContain(
      "gain-share:\n  - { base: net, share: 20% }\n  - { from: 2027-01-01, base: net, tiers: [{ above: 80%, share: 10% }] }\n",
    );
    expect((await run(["check", folder])).status).toBe(0);
    expect((await agree("amend", 'gain-share={"share":20}', ...vendor, "--reason", "x")).err).toContain("share-range");
  });

  test("touches in the case only what was accepted just now", async () => {
    await agree("propose", "ramp", "calendar", ...vendor);
    await agree("accept", "ramp", ...customer);
    const path = join(folder, "case.yaml");
    const edited = readFileSync(path, "utf8").replace("25%, 50%", "30%, 50%");
    writeFileSync(path, edited);
    const { out } = await agree("accept", "calendar", ...customer, "--json");
    expect(JSON.parse(out)).toMatchObject({ applied: [] });
    expect(readFileSync(path, "utf8")).toBe(edited);
    const { status, out: dry } = await agree("apply", "--dry-run");
    expect([status, shown(dry)]).toEqual([
      0,
      `Would be written into acme/case.yaml:

Term  Was               Is
────────────────────────────────────────
ramp  30% 50% 75% 100%  25% 50% 75% 100%
`,
    ]);
    expect(readFileSync(path, "utf8")).toBe(edited);
    const applied = await agree("apply", "--json");
    expect(JSON.parse(applied.out)).toMatchObject({
      dryRun: false,
      changes: [{ term: "ramp", was: [0.3, 0.5, 0.75, 1] }],
    });
    const again = await run(["agree", "apply", folder], { locale: "zh-CN" });
    expect(shown(again.out)).toBe("acme/case.yaml 与全部约定值一致，无需改动。\n");
  });

  test("stands though the case cannot be written, and says so", async () => {
    const path = join(folder, "case.yaml");
    const anchored = readFileSync(path, "utf8").replace("target: 79%", "target: &target 79%");
    writeFileSync(path, anchored);
    await agree("propose", "first-time-fix-rate.target=77%", ...vendor);
    const { status, out, err } = await agree("accept", "--all", ...customer);
    expect(status).toBe(1);
    expect(out).toContain("accepted");
    expect(err).toContain("error agreed-unwritten");
    expect(err).toContain("valuebook agree apply CASE");
    expect(log()).toContain('"type":"accepted"');
    expect(readFileSync(path, "utf8")).toBe(anchored);
  });

  test("that ends at another value than the case says is told at once where the case is kept", async () => {
    await agree("propose", "first-time-fix-rate.target=77%", ...vendor);
    const { status, err } = await agree("accept", "first-time-fix-rate.target", "--keep-case", ...customer);
    expect(status).toBe(0);
    expect(shown(err)).toBe(`acme/case.yaml:13:3: warning agreed-differs
    first-time-fix-rate: { baseline: 72%, target: 79% }
    ^^^^^^^^^^^^^^^^^^^
  “first-time-fix-rate.target” is agreed at 77% since 2026-01-20; the case says 79%.
  → Write 77% into case.yaml (valuebook agree apply CASE), or propose the change: valuebook agree amend CASE first-time-fix-rate.target --reason …

Errors: 0, warnings: 1
`);
    expect((await run(["check", folder])).status).toBe(1);
  });

  test("dates its events today, unless told otherwise", async () => {
    await agree("propose", "ramp", "--party", "vendor", "--by", "Shen");
    expect(log()).toContain('"date":"2026-02-10"');
  });

  test("leaves a declined term to the party whose offer it was, and --all brings back no value that was refused", async () => {
    await agree("propose", "ramp", "calendar", ...vendor);
    const declined = await agree("decline", "ramp", ...customer, "--reason", "Too soon");
    expect([declined.status, declined.err]).toEqual([0, ""]);
    expect(declined.out).toMatch(/customer +李娜 +declined +ramp +Too soon/);
    expect((await agree("status")).out).toMatch(/ramp +25% 50% 75% 100% declined +vendor/);
    expect((await agree("accept", "ramp", ...customer)).err).toContain("error offer-none");
    expect((await agree("accept", "--all", ...vendor)).out).toContain("Nothing to do");
    const all = await agree("propose", "--all", ...vendor);
    expect(all.out).toContain("Left as they are: 2 terms (calendar, ramp)\n");
    const again = await agree("propose", "ramp=[20%, 50%, 75%, 100%]", ...customer);
    expect([again.status, (await agree("accept", "ramp", ...vendor)).status]).toEqual([0, 0]);
  });

  test("proposes again only what is not on the table, and says what it leaves", async () => {
    await agree("propose", "ramp", "calendar", ...vendor);
    await agree("accept", "ramp", ...customer);
    const { out } = await agree("propose", "--all", ...vendor);
    expect(out).toContain("Left as they are: 2 terms (calendar, ramp)\n");
    expect((await agree("accept", "--all", ...vendor)).out).toBe(
      "Nothing to do: there is no such term left to move.\n",
    );
  });
});

describe("what breaks a rule", () => {
  test.each<[title: string, argv: string[], code: string]>([
    ["accepting one's own offer", ["accept", "ramp", ...vendor], "offer-own"],
    ["accepting another value than was offered", ["accept", "ramp=[50%, 100%]", ...customer], "offer-differs"],
    ["countering where nothing is offered", ["counter", "calendar", ...customer], "offer-none"],
    ["withdrawing what the other offered", ["withdraw", "ramp", ...customer], "offer-other"],
    ["declining one's own offer", ["decline", "ramp", ...vendor], "offer-own"],
    ["declining where nothing is offered", ["decline", "calendar", ...customer], "offer-none"],
    ["amending what is not agreed", ["amend", "ramp=[1%]", ...vendor, "--reason", "x"], "term-not-agreed"],
    ["proposing beside an open offer", ["propose", "ramp=[1%]", ...customer], "offer-open"],
    ["proposing the same again", ["propose", "ramp", ...vendor], "term-unchanged"],
    ["signing before anything is agreed", ["sign", ...vendor, "--key", "KEY"], "sign-nothing"],
    ["a value out of bounds", ["propose", "first-time-fix-rate.target=79", ...vendor], "out-of-bounds"],
    ["a term that nobody knows", ["propose", "first-time-fix.target=79%", ...vendor], "unknown-reference"],
    ["accepting a term that nobody knows", ["accept", "rampp", ...customer], "unknown-reference"],
    ["asking for the history of such a term", ["history", "rampp"], "unknown-reference"],
  ])("%s is refused, and nothing is written", async (_, [action = "", ...more], code) => {
    await agree("propose", "ramp", ...vendor);
    const before = log();
    const argv = more.map(each => (each === "KEY" ? keyFile("key", 3) : each));
    const { status, out, err } = await agree(action, ...argv, "--json");
    expect([status, out]).toEqual([1, ""]);
    expect((JSON.parse(err) as { findings: object[] }).findings).toMatchObject([{ code }]);
    expect(log()).toBe(before);
  });

  test("of another customer's agreement is told, and nothing is added to it", async () => {
    await agree("propose", "ramp", ...vendor);
    const path = join(folder, "case.yaml");
    writeFileSync(path, readFileSync(path, "utf8").replace("id: acme", "id: apex"));
    const { status, err } = await agree("accept", "--all", ...customer);
    expect(status).toBe(1);
    expect(err).toContain("This agreement is of the customer “acme”; the case is of “apex”.");
  });

  test("while another program writes is told to wait for it", { timeout: 20_000 }, async () => {
    const lock = join(folder, "agreement.jsonl.lock");
    symlinkSync(`${process.pid}@${hostname()}::00ff`, lock);
    const { status, err } = await agree("propose", "ramp", ...vendor);
    expect(status).toBe(1);
    expect(err).toBe(
      `Another program (${process.pid}@${hostname()}) is writing to this agreement. Try again; if it is gone for good, remove ${lock}\n`,
    );
  });

  test("with lines that were changed is named by verify, in both languages", async () => {
    await agree("propose", "ramp", "calendar", ...vendor);
    writeFileSync(join(folder, "agreement.jsonl"), log().replace("0.25", "0.35"));
    const english = await agree("verify");
    expect([english.status, english.out]).toEqual([1, ""]);
    expect(english.err).toContain("agreement.jsonl:2:40: error log-changed");
    expect(english.err).toContain("Line 2 of the agreement was changed, or is no event of an agreement.");
    const chinese = await run(["agree", "verify", folder], { locale: "zh-CN" });
    expect(chinese.err).toContain("协议的第 2 行被改动过，或不是协议事件。");
  });
});

describe("wrong usage", () => {
  const wrong: readonly [argv: readonly string[], en: string, zh: string][] = [
    [
      ["agree", "propse", "x"],
      "There is no command “propse”. Did you mean propose?\n",
      "没有命令“propse”。您是否想写：propose？\n",
    ],
    [
      ["agree", "propose", "x", "ramp", "--by", "Shen"],
      "“--party <party>” is missing. See: valuebook agree propose --help\n",
      "缺少“--party <party>”。请查看：valuebook agree propose --help\n",
    ],
    [
      ["agree", "propose", "x", ...vendor],
      "“term” is missing. See: valuebook agree propose --help\n",
      "缺少“term”。请查看：valuebook agree propose --help\n",
    ],
    [
      ["agree", "accept", "x", "ramp", "--party", "seller", "--by", "Shen"],
      "--party cannot be “seller”; expected: vendor, customer\n",
      "--party 不能为“seller”，应为：vendor, customer\n",
    ],
    [
      ["agree", "accept", "x", "ramp", "--party", "vendor", "--by", "x".repeat(300)],
      `--by cannot be “${"x".repeat(39)}…”; expected: a name of at most 200 characters\n`,
      `--by 不能为“${"x".repeat(39)}…”，应为：不超过 200 个字符的姓名\n`,
    ],
    [
      ["agree", "accept", "x", "ramp", ...vendor, "--on", "2026-02-30"],
      "“2026-02-30” is not a date; write for example 2026-04-01.\n",
      "“2026-02-30”不是日期，例如 2026-04-01。\n",
    ],
    [
      ["agree", "verify", "x", "--fingerprint", "7K3F"],
      "--fingerprint cannot be “7K3F”; expected: four groups of four, like 7K3F-9QXM-20ZB-A1VE\n",
      "--fingerprint 不能为“7K3F”，应为：四组、每组四位，例如 7K3F-9QXM-20ZB-A1VE\n",
    ],
    [
      ["agree", "sign", "x", ...vendor, "--key", "no.pem"],
      "“no.pem” holds no Ed25519 private key. Make one: valuebook keygen -o FILE\n",
      "“no.pem”中没有 Ed25519 私钥。可生成一个：valuebook keygen -o FILE\n",
    ],
    [
      ["agree", "propose", "fixtures/agreement", "gain-share", ...vendor],
      "The case has no value for “gain-share”. Write it: gain-share=VALUE\n",
      "案例中没有“gain-share”的值。请写明：gain-share=VALUE\n",
    ],
  ];

  test.each(wrong)("%j", async (argv, en, zh) => {
    expect(await run(argv)).toEqual({ status: 64, out: "", err: en });
    expect(await run(argv, { locale: "zh-CN" })).toEqual({ status: 64, out: "", err: zh });
  });

  test("without an action is answered with the actions; each has its help", async () => {
    const { status, err } = await run(["agree"]);
    expect(status).toBe(64);
    const actions = [
      "propose",
      "counter",
      "accept",
      "decline",
      "withdraw",
      "amend",
      "apply",
      "sign",
      "status",
      "verify",
      "history",
      "suggest",
    ];
    for (const action of actions) {
      expect(err).toContain(`  ${action} `);
      const help = await run(["agree", action, "--help"]);
      expect([help.status, help.out.includes("--json")]).toEqual([0, true]);
    }
  });

  test("before there is an agreement is told how to begin one", async () => {
    const begin = `There is no agreement yet. To begin: valuebook agree propose ${folder} --all --party vendor --by NAME\n`;
    for (const action of ["status", "verify", "history"])
      expect(await agree(action)).toEqual({ status: 0, out: begin, err: "" });
  });
});

describe("what people type", () => {
  const hostile = 'x\u001b[2J\n{"n":3}\u202e';

  test("stays on one line of the log, and is shown, never obeyed", async () => {
    await agree("propose", "ramp", "--party", "vendor", "--by", hostile, "--reason", hostile, "--evidence", hostile);
    expect(log().split("\n")).toHaveLength(3);
    for (const action of ["status", "history", "verify"]) {
      const { status, out, err } = await agree(action);
      expect([status, err]).toEqual([0, ""]);
      expect(out).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    }
    expect((await agree("history")).out.split("\n").filter(line => line.includes("ramp"))).toHaveLength(1);
  });

  test.each([
    ["__proto__=1"],
    ["constructor.chosen=true"],
    [`${"x".repeat(300)}=1`],
    ["ramp\n=1"],
    ['gain-share={"__proto__":{"polluted":1}}'],
    ['gain-share={"x":1e999}'],
    ["ramp=[1e999]"],
    ["first-time-fix-rate.target=NaN"],
    ["first-time-fix-rate.target="],
    [`annual_corrective_work_orders=${"9".repeat(400)}`],
  ])("%j is refused with a finding, and does nothing", async typed => {
    const { status, err } = await agree("propose", typed, ...vendor);
    expect(status).toBe(1);
    expect(err).toMatch(/error (unknown-reference|wrong-type)/);
    expect(() => log()).toThrow("ENOENT");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("keygen", () => {
  test("writes a private key for its owner alone, and tells the public one", async () => {
    const path = join(folder, "key.pem");
    const { status, out } = await run(["keygen", "-o", path]);
    expect(status).toBe(0);
    expect(shown(out)).toMatch(
      /^Private key: acme\/key\.pem\. Keep it to yourself; the public key is:\n-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA[\w+/]{43}=\n-----END PUBLIC KEY-----\nFingerprint of the key: (\w{4}-){3}\w{4}\n$/,
    );
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const again = await run(["keygen", "-o", path], { locale: "zh-CN" });
    expect(again).toEqual({ status: 1, out: "", err: `“${path}”已存在，未作改动。请另选文件。\n` });
    const other = JSON.parse((await run(["keygen", "-o", join(folder, "b.pem"), "--json"])).out) as object;
    expect(other).toMatchObject({ publicKey: expect.any(String), fingerprint: expect.any(String) });
  });
});
