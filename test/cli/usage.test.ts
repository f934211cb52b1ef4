/** What the command line says to wrong usage: status 64, one sentence with the next thing to type, nothing on the output stream. */
import { describe, expect, test } from "vitest";
import { run } from "./run.ts";

const demo = "fixtures/jianglan";

const wrong: readonly [title: string, argv: readonly string[], en: string, zh: string][] = [
  [
    "names the command that was meant",
    ["clac", demo],
    "There is no command “clac”. Did you mean calc?\n",
    "没有命令“clac”。您是否想写：calc？\n",
  ],
  [
    "names the command that was meant, options or not",
    ["expotr", demo, "--json", "-o", "a.xlsx"],
    "There is no command “expotr”. Did you mean export?\n",
    "没有命令“expotr”。您是否想写：export？\n",
  ],
  [
    "finds the command behind the language",
    ["--locale", "en", "clac", demo],
    "There is no command “clac”. Did you mean calc?\n",
    "没有命令“clac”。您是否想写：calc？\n",
  ],
  [
    "names an unknown option before any command",
    ["--verbose"],
    "There is no option “--verbose” here. See: valuebook --help\n",
    "此处没有选项“--verbose”。请查看：valuebook --help\n",
  ],
  [
    "names an unknown option",
    ["calc", demo, "--horizon"],
    "There is no option “--horizon” here. See: valuebook calc --help\n",
    "此处没有选项“--horizon”。请查看：valuebook calc --help\n",
  ],
  [
    "names the scenarios that there are",
    ["calc", demo, "--scenario", "rosy"],
    "--scenario cannot be “rosy”; expected: conservative, expected, ambitious, slow-market\n",
    "--scenario 不能为“rosy”，应为：conservative, expected, ambitious, slow-market\n",
  ],
  [
    "names a missing argument",
    ["calc"],
    "“case” is missing. See: valuebook calc --help\n",
    "缺少“case”。请查看：valuebook calc --help\n",
  ],
  [
    "names a missing option",
    ["export", demo],
    "“-o, --output <file>” is missing. See: valuebook export --help\n",
    "缺少“-o, --output <file>”。请查看：valuebook export --help\n",
  ],
  [
    "names an option without its value",
    ["export", demo, "-o"],
    "“-o, --output <file>” is missing. See: valuebook export --help\n",
    "缺少“-o, --output <file>”。请查看：valuebook export --help\n",
  ],
  [
    "counts the arguments",
    ["calc", demo, demo],
    "That is one argument too many. See: valuebook calc --help\n",
    "参数过多。请查看：valuebook calc --help\n",
  ],
  [
    "takes workbooks as .xlsx only",
    ["export", demo, "-o", "value.xls"],
    "“value.xls” should end in .xlsx.\n",
    "“value.xls”的扩展名应为 .xlsx。\n",
  ],
  [
    "takes reports as .pdf or .html only",
    ["report", demo, "-o", "value.docx"],
    "“value.docx” should end in .pdf / .html.\n",
    "“value.docx”的扩展名应为 .pdf / .html。\n",
  ],
  [
    "writes no HTML into a file that is called .pdf",
    ["report", demo, "--format", "html", "-o", "value.pdf"],
    "“value.pdf” should end in .html.\n",
    "“value.pdf”的扩展名应为 .html。\n",
  ],
  [
    "bounds the depth of an explanation",
    ["explain", demo, "npv", "--depth", "99"],
    "--depth is a whole number from 0 to 20, not “99”.\n",
    "--depth 应为 0 至 20 的整数，而不是“99”。\n",
  ],
  [
    "names the figure that was meant",
    ["explain", demo, "npvv"],
    "Nothing is called “npvv”. Did you mean npv?\n",
    "没有名为“npvv”的内容。您是否想写：npv？\n",
  ],
  [
    "takes a new case's currency by its ISO code",
    ["init", "never", "--customer", "Acme", "--currency", "RMB"],
    "“RMB” is not a currency code. Use an ISO 4217 code: CNY, USD, EUR, JPY …\n",
    "“RMB”不是货币代码。请使用 ISO 4217 代码：CNY、USD、EUR、JPY 等。\n",
  ],
  [
    "takes only days that exist",
    ["init", "never", "--customer", "Acme", "--go-live", "2026-02-30"],
    "“2026-02-30” is not a date; write for example 2026-04-01.\n",
    "“2026-02-30”不是日期，例如 2026-04-01。\n",
  ],
  [
    "wants a customer with a name",
    ["init", "never", "--customer", " "],
    "“--customer <name>” is missing. See: valuebook init --help\n",
    "缺少“--customer <name>”。请查看：valuebook init --help\n",
  ],
  [
    "names the indicator that was meant",
    ["init", "never", "--customer", "Acme", "--indicators", "first-time-fix"],
    "Nothing is called “first-time-fix”. Did you mean first-time-fix-rate?\n",
    "没有名为“first-time-fix”的内容。您是否想写：first-time-fix-rate？\n",
  ],
];

describe("wrong usage", () => {
  test.each(wrong)("%s", async (_, argv, en, zh) => {
    expect(await run(argv)).toEqual({ status: 64, out: "", err: en });
    expect(await run(argv, { locale: "zh-CN" })).toEqual({ status: 64, out: "", err: zh });
  });

  test("without a command is answered with the help", async () => {
    const { status, out, err } = await run([]);
    expect(status).toBe(64);
    expect(out).toBe("");
    for (const verb of ["init", "models", "check", "calc", "explain", "export", "report"])
      expect(err).toContain(`  ${verb} `);
  });
});

describe("help", () => {
  test("is given for the program and for each command, in the reader's language", async () => {
    const { status, out } = await run(["--help"], { locale: "zh-CN" });
    expect(status).toBe(0);
    for (const word of ["用法", "选项", "命令"]) expect(out).toContain(word);
    for (const verb of ["init", "models", "check", "calc", "explain", "export", "report"]) {
      const help = await run([verb, "--help"]);
      expect(help.status).toBe(0);
      expect(help.out).toContain(`Usage: valuebook ${verb} [options]`);
      expect(help.out).toContain("--json");
    }
  });

  test("tells the version", async () => {
    expect(await run(["--version"])).toEqual({ status: 0, out: "1.2.3\n", err: "" });
  });
});
