/** `explain CASE NAME`: how a figure came about. */
import { closest } from "../finding/closest.ts";
import { type Explanation, explainable, explain as explainFigure } from "../index.ts";
import { say } from "../text/say.ts";
import { basisLines } from "./basis-lines.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { assess } from "./with-case.ts";

export async function explain(io: Io, path: string, name: string, depth: number): Promise<ExitStatus> {
  const assessment = await assess(io, path);
  if (!assessment) return exit.findings;
  const found = await explainFigure(assessment, name, io.locale, depth);
  if (!found) {
    io.err(
      `${say(io.locale, "cli.explain-unknown", { name, suggestion: closest(name, await explainable(assessment)) })}\n`,
    );
    return exit.usage;
  }
  const { result } = assessment;
  const asData = () =>
    JSON.stringify(
      found.map(each => ({ ...each, basis: result.basis })),
      null,
      2,
    );
  const asText = () => [...found.map(each => tree(each, io).join("\n")), basisLines(result, io)].join("\n\n");
  io.out(`${io.json ? asData() : asText()}\n`);
  return exit.clean;
}

function tree(node: Explanation, io: Io): string[] {
  const { locale } = io;
  const provenance = [
    node.source && say(locale, "cli.labelled", { label: say(locale, "column.source"), value: node.source }),
    node.owner && say(locale, "cli.labelled", { label: say(locale, "column.owner"), value: node.owner }),
    node.asOf && say(locale, "cli.labelled", { label: say(locale, "column.as-of"), value: node.asOf }),
    node.place,
  ].filter(part => part !== undefined && part !== "");
  const shown = node.reads.length > 8 ? [...node.reads.slice(0, 6)] : node.reads;
  const children = shown.map(child => tree(child, io));
  if (shown.length < node.reads.length)
    children.push([say(locale, "cli.explain-more", { n: node.reads.length - shown.length })]);
  return [
    `${node.title} = ${node.shown}   [${node.cell}]`,
    ...(node.formula ? [`  = ${node.formula.inWords}`, `  = ${node.formula.withNumbers}`] : []),
    ...(!node.formula && provenance.length > 0 ? [`  ${provenance.join(" · ")}`] : []),
    ...children.flatMap((lines, index) => {
      const last = index === children.length - 1;
      return lines.map((line, at) => (at === 0 ? `${last ? "└─ " : "├─ "}${line}` : `${last ? "   " : "│  "}${line}`));
    }),
  ];
}
