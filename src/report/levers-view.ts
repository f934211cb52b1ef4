/** What moves each counted indicator: functions of the software by the strength of their effect, and services by which people raise it. */
import type { Lever, ServiceProduct } from "../model/model.ts";
import type { Phrasing } from "./phrasing.ts";
import { cell, column, type TableView, table } from "./table-view.ts";

export interface LeversView {
  readonly title: string;
  readonly lead: string;
  readonly table: TableView;
  readonly services: { readonly title: string; readonly lead: string; readonly table: TableView } | null;
}

/** Beyond so many, the others are counted: a table, no catalogue. */
const mostNamed = 4;

/** Null where the model names no functions and no services for what is counted. */
export function leversView(phrasing: Phrasing): LeversView | null {
  const { model, result, say } = phrasing;
  const rows = result.indicators.map(({ id, stage }, index) => {
    const levers = leversOf(phrasing, id);
    const services = servicesOf(model.serviceProducts, id, stage);
    return { id, number: index + 1, levers, services };
  });
  if (rows.every(({ levers, services }) => levers.length === 0 && services.length === 0)) return null;
  const columns = [
    column(say("report.column.indicator")),
    column(say("report.levers.direct")),
    column(say("report.levers.other")),
    column(say("report.levers.services")),
  ];
  const names = (texts: readonly string[]) => {
    if (texts.length === 0) return cell("–", { tone: "muted" });
    const more = texts.length - mostNamed;
    const shown = more > 1 ? [...texts.slice(0, mostNamed), say("report.gap.more", { count: more })] : texts;
    return cell(shown.join(say("report.list.semicolon")));
  };
  return {
    title: say("report.levers.title"),
    lead: say("report.levers.lead"),
    table: table(
      "levers",
      say("report.levers.title"),
      columns,
      rows.map(({ id, number, levers, services }) => ({
        cells: [
          cell(`${number}. ${phrasing.indicatorName(id)}`, { tone: "strong" }),
          names(levers.filter(({ strength }) => strength === "high").map(each => leverText(phrasing, each.lever))),
          names(levers.filter(({ strength }) => strength !== "high").map(each => leverText(phrasing, each.lever))),
          names(services.map(({ name }) => phrasing.text(name))),
        ],
      })),
    ),
    services: servicesView(phrasing, new Map(rows.map(({ number, services }) => [number, services]))),
  };
}

type Strength = Lever["moves"][number]["strength"];
const rank: Readonly<Record<Strength, number>> = { high: 0, medium: 1, low: 2 };

/** The strongest first. */
function leversOf({ model }: Phrasing, id: string): { readonly lever: Lever; readonly strength: Strength }[] {
  return model.levers
    .flatMap(lever =>
      lever.moves.filter(({ indicator }) => indicator === id).map(({ strength }) => ({ lever, strength })),
    )
    .toSorted((a, b) => rank[a.strength] - rank[b.strength]);
}

const leverText = ({ say, text }: Phrasing, { kind, name }: Lever): string =>
  kind === "innovative" ? say("report.levers.innovative", { name: text(name) }) : text(name);

/** Those that name the indicator; a service that names none serves whatever is measured in its stages, and is listed below. */
const servicesOf = (products: readonly ServiceProduct[], id: string, stage: string): ServiceProduct[] =>
  products.filter(
    ({ indicators, stages }) => indicators.includes(id) && (stages.length === 0 || stages.includes(stage)),
  );

function servicesView(
  phrasing: Phrasing,
  served: ReadonlyMap<number, readonly ServiceProduct[]>,
): LeversView["services"] {
  const { model, result, say } = phrasing;
  const stages = new Set(result.indicators.map(({ stage }) => stage));
  const offered = model.serviceProducts.filter(
    product =>
      [...served.values()].some(products => products.includes(product)) ||
      (product.indicators.length === 0 && product.stages.some(stage => stages.has(stage))),
  );
  if (offered.length === 0) return null;
  const columns = [
    column(say("report.levers.service")),
    column(say("report.levers.use")),
    column(say("report.levers.serves")),
  ];
  const rows = offered.map(product => {
    const numbers = [...served].flatMap(([number, products]) => (products.includes(product) ? [String(number)] : []));
    return {
      cells: [
        cell(phrasing.text(product.name), { tone: "strong" }),
        cell(phrasing.text(product.use)),
        cell(numbers.length === 0 ? phrasing.text(product.supports) : numbers.join(say("report.list.comma"))),
      ],
    };
  });
  const title = say("report.levers.services-title");
  return { title, lead: say("report.levers.services-lead"), table: table("services", title, columns, rows) };
}
