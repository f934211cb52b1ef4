/** `models [ID]`: the installed models; or one as a table of stages and dimensions. */
import { allInstalled, inLocale, loadModel, type Model } from "../index.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";
import { table } from "./table.ts";

export async function models(io: Io, id: string | undefined): Promise<ExitStatus> {
  if (id === undefined) return list(io);
  const { model, findings, lineOf } = await loadModel(id);
  if (printFindings(io, findings, lineOf) || !model) return exit.findings;
  io.out(io.json ? `${JSON.stringify(asData(model), null, 2)}\n` : `${asTable(model, io)}\n`);
  return exit.clean;
}

async function list(io: Io): Promise<ExitStatus> {
  const found = await allInstalled();
  if (io.json) {
    io.out(
      `${JSON.stringify(
        found.map(({ id, version, name, indicators }) => ({ id, version, name, indicators: indicators.length })),
        null,
        2,
      )}\n`,
    );
    return exit.clean;
  }
  const columns = [
    { head: say(io.locale, "cli.model") },
    { head: say(io.locale, "cli.name") },
    { head: say(io.locale, "cli.indicators"), align: "right" as const },
  ];
  io.out(
    `${table(
      columns,
      found.map(({ id, version, name, indicators }) => [
        `${id}@${version}`,
        inLocale(name, io.locale),
        String(indicators.length),
      ]),
    )}\n`,
  );
  return exit.clean;
}

const asData = ({ id, version, name, stages, dimensions, indicators, drivers }: Model) => ({
  id,
  version,
  name,
  stages,
  dimensions: dimensions.map(each => ({ id: each.id, name: each.name })),
  indicators: indicators.map(each => ({
    id: each.id,
    stage: each.stage,
    dimension: each.dimension,
    name: each.name,
    better: each.better,
  })),
  drivers: drivers.map(each => ({ id: each.id, name: each.name, unit: each.unit })),
});

function asTable(model: Model, io: Io): string {
  const head = `${inLocale(model.name, io.locale)} (${model.id}@${model.version})\n${inLocale(model.description, io.locale)}\n`;
  const rows = model.stages.flatMap((stage, index) => {
    const cells = model.dimensions.map(dimension =>
      model.indicators.filter(each => each.stage === stage.id && each.dimension === dimension.id),
    );
    const height = Math.max(1, ...cells.map(cell => cell.length));
    return Array.from({ length: height }, (_, line) => [
      line === 0 ? `${index + 1} ${inLocale(stage.name, io.locale)}` : "",
      ...cells.map(cell => cell[line]?.id ?? ""),
    ]);
  });
  const columns = [
    { head: say(io.locale, "column.stage-name") },
    ...model.dimensions.map(({ id, name }) => ({ head: `${id} ${inLocale(name, io.locale)}` })),
  ];
  return `${head}\n${table(columns, rows)}`;
}
