/**
 * The scenarios side by side, all live, and what each of them changes. `expected` is the case as agreed: its column cannot be typed
 * into. The column "shown" holds the scenario that the switch on the summary chooses; all other sheets calculate with it.
 */
import type { Scenario } from "../../case/case.ts";
import { expectedId } from "../../case/scenarios.ts";
import type { Driver } from "../../model/model.ts";
import type { Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { formula, number, range, whereNumbers } from "../plan/formula.ts";
import type { CellRef, Format, PlanFormula, RangeRef, SheetPlan } from "../plan/plan.ts";
import type { TermCells } from "./agreement-sheet.ts";
import { formatOf, joinTexts, type PlanContext, sheet, unitText } from "./context.ts";
import { HeadlineWriter, headlineCount, headlineFormats } from "./headlines.ts";
import type { InputsSheet } from "./inputs-sheet.ts";
import type { Quantity } from "./quantity.ts";
import {
  delayInPeriods,
  type Knobs,
  type Levels,
  type PlannedScenario,
  type ScenarioInputs,
  shareIn,
  targetIn,
} from "./scenario-inputs.ts";
import type { ScenarioFlows } from "./scenario-workings.ts";
import type { SummarySheet } from "./summary-sheet.ts";

export interface ScenariosSheet {
  readonly sheet: SheetPlan;
  /** NPV of each scenario, in their order. */
  readonly npvs: RangeRef;
  /** Place of the scenario shown among them, from 1. */
  readonly shown: CellRef;
}

/** What the changes are made to. */
export interface Agreed {
  readonly discountRate: CellRef;
  readonly drivers: ReadonlyMap<string, Quantity>;
  readonly terms: ReadonlyMap<string, TermCells & Partial<Levels>>;
}

const [titleColumn, unitColumn, firstScenario] = [1, 2, 3];
const resultsHead = 6;
/** Two figures at full effect, the headlines without one-off cash, a section, the headlines with it. */
const withoutTop = resultsHead + 3;
const includingTop = withoutTop + headlineCount + 1;
const changesTop = includingTop + headlineCount + 1;

export class ScenariosWriter {
  readonly scenarios: readonly PlannedScenario[];
  /** Of the scenario shown. */
  readonly live: ScenarioInputs;
  readonly shown: CellRef;
  private readonly context: PlanContext;
  private readonly cells: SheetBuilder;
  private readonly agreed: Agreed;
  private row = changesTop + 2;

  /** `choice` is the switch. */
  constructor(context: PlanContext, agreed: Agreed, choice: CellRef) {
    this.context = context;
    this.cells = sheet(context, "scenarios");
    this.agreed = agreed;
    this.heads(choice);
    this.shown = this.cells.formula(4, firstScenario, placeOf(choice, context.scenarioWords), "calculated", {
      format: "integer",
      name: "shown_scenario",
    });
    const made = this.changes();
    this.reasons();
    this.scenarios = made.scenarios;
    this.live = made.live;
  }

  /** Writes the figures of each scenario, and beside them those that the summary shows. */
  results(flows: readonly ScenarioFlows[], inputs: InputsSheet, summary: SummarySheet): ScenariosSheet {
    const { cells, context } = this;
    const { currency } = context;
    const perYear = [
      { row: resultsHead + 1, key: "summary.net-per-year", name: "netBenefitPerYear", live: summary.netPerYear },
      { row: resultsHead + 2, key: "summary.one-off-cash", name: "oneOffCash", live: summary.oneOffCash },
    ] as const;
    for (const { row, key, name, live } of perYear) {
      cells.label(row, titleColumn, words(key), "row-head");
      cells.label(row, unitColumn, currency, "unit");
      flows.forEach((flow, index) => {
        const of = name === "netBenefitPerYear" ? flow.netPerYear : flow.oneOffCash;
        const figure = `scenario.${flow.scenario.id}.${name}`;
        cells.formula(row, firstScenario + index, of, "calculated", { format: "money", figure });
      });
      cells.formula(row, this.liveColumn, live, "total", { format: "money" });
    }
    const without = new HeadlineWriter(context, cells, inputs, withoutTop);
    const including = new HeadlineWriter(context, cells, inputs, includingTop);
    without.titles(currency, { unit: unitColumn });
    cells.label(includingTop - 1, titleColumn, words("summary.including"), "section", { across: this.liveColumn + 1 });
    including.titles(currency, { unit: unitColumn });
    flows.forEach((flow, index) => {
      const prefix = `scenario.${flow.scenario.id}.`;
      without.column(firstScenario + index, flow.without, prefix);
      including.column(firstScenario + index, flow.including, `${prefix}including.`);
    });
    const shownBeside = (top: number, from: readonly CellRef[]) => {
      from.forEach((ref, index) => {
        cells.formula(top + index, this.liveColumn, ref, "total", { format: headlineFormats[index] ?? "number" });
      });
    };
    shownBeside(withoutTop, summary.without.cells);
    shownBeside(includingTop, summary.including.cells);
    cells.detail(includingTop, includingTop + headlineCount - 1);
    const { length } = flows;
    const ofScenarios = (row: number) =>
      range(cells.ref(row, firstScenario), cells.ref(row, firstScenario + length - 1));
    const besideResults = this.liveColumn + 1;
    const lastPrinted = this.row - 1;
    const zeroRow = this.row + 2;
    cells.label(zeroRow - 1, titleColumn, words("charts.figures"), "section", { across: besideResults });
    cells.label(zeroRow, titleColumn, words("charts.zero"), "row-head");
    flows.forEach((_, index) => void cells.label(zeroRow, firstScenario + index, 0, "calculated", { format: "money" }));
    cells.detail(zeroRow, zeroRow);
    cells.chart({
      kind: "columns",
      title: words("scenarios.chart", { currency }),
      alternative: words("scenarios.chart-alternative"),
      categories: ofScenarios(resultsHead),
      series: [
        { name: cells.ref(withoutTop, titleColumn), values: ofScenarios(withoutTop), role: "result", label: "amount" },
      ],
      zeros: ofScenarios(zeroRow),
      over: range(cells.ref(resultsHead, besideResults), cells.ref(includingTop - 2, besideResults)),
    });
    return {
      sheet: cells.done({
        name: words("sheet.scenarios"),
        columns: [40, 14, ...Array.from({ length: length + 1 }, () => 18), 60],
        freeze: { rows: resultsHead, columns: 1 },
        pageStarts: [changesTop],
        lastPrinted,
      }),
      npvs: ofScenarios(withoutTop),
      shown: this.shown,
    };
  }

  private get liveColumn(): number {
    return firstScenario + this.context.kase.scenarios.length;
  }

  private heads(choice: CellRef): void {
    const { cells, context } = this;
    const across = this.liveColumn + 1;
    cells.label(1, 1, words("scenarios.title"), "title", { across });
    cells.label(2, 1, words("scenarios.how"), "note", { across });
    cells.label(3, 1, words("scenarios.shown"), "row-head", { link: choice });
    cells.formula(3, firstScenario, choice, "result", { format: "text", across: context.kase.scenarios.length });
    cells.label(4, 1, words("scenarios.shown-place"), "row-head");
    const names = [...context.kase.scenarios.map(({ name }) => name), words("scenarios.shown-column")];
    const heads = [words("inputs.item"), words("column.unit"), ...names];
    cells.label(resultsHead - 1, 1, words("scenarios.side-by-side"), "section", { across });
    cells.labels(resultsHead, 1, heads);
    cells.label(changesTop, 1, words("scenarios.changes"), "section", { across });
    cells.labels(changesTop + 1, 1, [...heads, words("scenarios.stands-on")]);
  }

  /** Why each scenario changes what it does, below the changes. */
  private reasons(): void {
    const { scenarios } = this.context.kase;
    if (scenarios.every(({ because }) => because === undefined)) return;
    this.cells.label(this.row, titleColumn, words("scenarios.because"), "row-head");
    scenarios.forEach(({ because }, index) => {
      if (because) this.cells.label(this.row, firstScenario + index, because, "source");
    });
    this.row += 1;
  }

  private changes(): { scenarios: PlannedScenario[]; live: ScenarioInputs } {
    const { kase } = this.context;
    const factor = (key: "improvement" | "attribution" | "confidence" | "cost", max: number) =>
      this.inputRow(words(`scenarios.${key}`), "%", "percent", words(`scenarios.${key}-means`), {
        of: scenario => scenario[key],
        allowed: { min: 0, max },
      });
    const improvement = factor("improvement", 5);
    const attribution = factor("attribution", 5);
    const confidence = factor("confidence", 5);
    const cost = factor("cost", 10);
    const delay = this.inputRow(
      words("scenarios.delay"),
      words("unit.months"),
      "number",
      words("scenarios.delay-means"),
      {
        of: ({ delayMonths }) => delayMonths,
        allowed: { min: 0, max: kase.calendar.years * 12 },
      },
    );
    const periods = (key: "whole" | "part", of: (periods: PlanFormula) => PlanFormula) =>
      this.formulaRow(words(`scenarios.delay-${key}`), words("scenarios.periods"), "number", index => {
        const months = delay[index];
        if (!months) throw new Error(`no delay of scenario ${index}`);
        return whereNumbers([months], of(delayInPeriods(this.context, months)), this.context.words.gap);
      });
    const whole = periods("whole", all => formula`=INT(${all})`);
    const part = periods("part", all => formula`=${all}-INT(${all})`);
    this.cells.detail(this.row - 2, this.row - 1);
    const knobs = (index: number): Knobs => ({
      improvement: at(improvement, index),
      attribution: at(attribution, index),
      confidence: at(confidence, index),
      cost: at(cost, index),
      delay: { whole: at(whole, index), part: at(part, index) },
    });
    const rate = this.valueRow("finance.discount-rate", words("inputs.discount-rate"), "%", "percent", () =>
      whereNumbers([this.agreed.discountRate], this.agreed.discountRate, this.context.words.gap),
    );
    const drivers = new Map([...this.agreed.drivers].map(([id, agreed]) => [id, this.driverRows(id, agreed)]));
    const terms = this.termRows(knobs);
    const investment = new Map(
      [...kase.investment, ...this.context.model.costs].flatMap(({ id, name }) => {
        const row = this.factorRow(`investment.${id}`, name);
        return row ? [[id, row] as const] : [];
      }),
    );
    const ofColumn = (index: number): ScenarioInputs => ({
      knobs: knobs(index),
      discountRate: rate ? at(rate, index) : this.agreed.discountRate,
      terms: new Map([...terms].map(([id, row]) => [id, at(row, index)])),
      drivers: new Map([...drivers].map(([id, of]) => [id, of(index)])),
      investment: new Map([...investment].map(([id, row]) => [id, at(row, index)])),
    });
    return {
      scenarios: kase.scenarios.map((scenario, index) => ({ scenario, inputs: ofColumn(index) })),
      live: ofColumn(kase.scenarios.length),
    };
  }

  /** Rows of a driver that a scenario changes: its factors, and what is counted with; none for the others. */
  private driverRows(id: string, agreed: Quantity): (index: number) => Quantity {
    const driver = this.context.model.drivers.find(each => each.id === id);
    if (!driver) throw new Error(`no driver ${id}`);
    const factors = this.factorRow(id, joinTexts([driver.name, words("scenarios.factor")], " · "));
    const { gap } = this.context.words;
    const counted = (cell: CellRef, title: Text): readonly CellRef[] | undefined => {
      const by = (index: number): PlanFormula => {
        const factor = factors?.[index];
        return factor
          ? whereNumbers([cell, factor], formula`=${cell}*${factor}`, gap)
          : whereNumbers([cell], cell, gap);
      };
      return this.valueRow(
        id,
        title,
        unitText(driver.shownAs, this.context),
        formatOf(driver),
        by,
        factors !== undefined,
        driver,
      );
    };
    if (agreed.kind === "constant") {
      const row = counted(agreed.cell, driver.name);
      return index => (row ? { kind: "constant", cell: at(row, index) } : agreed);
    }
    const ofYear = (cell: CellRef, title: Text) => counted(cell, joinTexts([driver.name, title], " · "));
    const initial = agreed.initial && ofYear(agreed.initial, words("cash.build"));
    const rows = agreed.cells.map((cell, year) => ofYear(cell, words("unit.year-n", { n: year + 1 })));
    return index => {
      const start = initial?.[index] ?? agreed.initial;
      const cells = agreed.cells.map((cell, year) => rows[year]?.[index] ?? cell);
      return { kind: "yearly", cells, ...(start ? { initial: start } : {}) };
    };
  }

  /** Rows of the targets, attributions and confidences that a scenario gives a value of its own. */
  private termRows(knobs: (index: number) => Knobs): Map<string, readonly CellRef[]> {
    const rows = new Map<string, readonly CellRef[]>();
    const { gap } = this.context.words;
    for (const { indicator } of this.context.rows) {
      const places = this.agreed.terms.get(indicator.id);
      if (!places) throw new Error(`${indicator.id} has no terms`);
      for (const term of ["target", "attribution", "confidence"] as const) {
        const cell = places[term];
        if (!cell) continue;
        const usual = (index: number): PlanFormula => {
          if (term !== "target") {
            const factor = knobs(index)[term];
            return shareIn(factor, cell, gap);
          }
          const { baseline, target, least, most } = places;
          if (!baseline || !target || !least || !most) throw new Error(`${indicator.id} has no levels`);
          return targetIn(knobs(index), { baseline, target, least, most }, gap);
        };
        const title = joinTexts([indicator.name, words(`agreement.${term}`)], " · ");
        const id = `${indicator.id}.${term}`;
        const unit = term === "target" ? unitText(indicator.shownAs, this.context) : "%";
        const row = this.valueRow(id, title, unit, term === "target" ? formatOf(indicator) : "percent", usual);
        if (row) rows.set(id, row);
      }
    }
    return rows;
  }

  /** Values that scenarios give an input; where one gives none, what `usual` says. Undefined if no scenario gives one. */
  private valueRow(
    id: string,
    title: Text,
    unit: Text,
    format: Format,
    usual: (index: number) => PlanFormula,
    always = false,
    driver?: Driver,
  ): CellRef[] | undefined {
    const { scenarios } = this.context.kase;
    if (!always && !scenarios.some(({ values }) => values.has(id))) return undefined;
    const hint = driver ? joinTexts([words("hint.driver"), unit], " ") : words("hint.level");
    return this.planRow(title, unit, undefined, format, (scenario, row, column, index) => {
      const value = scenario.values.get(id);
      const options = { format, origin: scenario.place };
      return value === undefined
        ? this.cells.formula(row, column, usual(index), "calculated", options)
        : this.cells.input(row, column, value, { ...options, allowed: { kind: "number" }, hint });
    });
  }

  /** Factors on an input; 1 where a scenario gives none. Undefined if no scenario gives one. */
  private factorRow(id: string, title: Text): CellRef[] | undefined {
    if (!this.context.kase.scenarios.some(({ factors }) => factors.has(id))) return undefined;
    return this.inputRow(title, "%", "percent", undefined, {
      of: ({ factors }) => factors.get(id) ?? 1,
      allowed: { min: 0, max: 100 },
    });
  }

  private inputRow(
    title: Text,
    unit: Text,
    format: Format,
    means: Text | undefined,
    values: {
      readonly of: (scenario: Scenario) => number;
      readonly allowed: { readonly min: number; readonly max: number };
    },
  ): CellRef[] {
    const allowed = { kind: "number", ...values.allowed } as const;
    return this.planRow(title, unit, means, format, (scenario, row, column) =>
      scenario.id === expectedId
        ? this.cells.label(row, column, values.of(scenario), "calculated", { format })
        : this.cells.input(row, column, values.of(scenario), {
            allowed,
            format,
            hint: words("hint.scenario"),
            origin: scenario.place,
          }),
    );
  }

  private formulaRow(title: Text, unit: Text, format: Format, of: (index: number) => PlanFormula): CellRef[] {
    return this.planRow(title, unit, undefined, format, (_, row, column, index) =>
      this.cells.formula(row, column, of(index), "calculated", { format }),
    );
  }

  /** One row: a cell for each scenario, then that of the scenario shown. */
  private planRow(
    title: Text,
    unit: Text,
    means: Text | undefined,
    format: Format,
    cellOf: (scenario: Scenario, row: number, column: number, index: number) => CellRef,
  ): CellRef[] {
    const { row, cells } = this;
    this.row += 1;
    cells.label(row, titleColumn, title, "row-head");
    cells.label(row, unitColumn, unit, "unit");
    const all = this.context.kase.scenarios.map((scenario, index) =>
      cellOf(scenario, row, firstScenario + index, index),
    );
    const over = range(cells.ref(row, firstScenario), cells.ref(row, this.liveColumn - 1));
    const shown = formula`=INDEX(${over},${this.shown})`;
    const { gap } = this.context.words;
    const live = cells.formula(row, this.liveColumn, formula`=IF(ISNUMBER(${shown}),${shown},${gap})`, "total", {
      format,
    });
    if (means) cells.label(row, this.liveColumn + 1, means, "source");
    return [...all, live];
  }
}

const at = (row: readonly CellRef[], index: number): CellRef => {
  const cell = row[index];
  if (!cell) throw new Error(`a row without scenario ${index}`);
  return cell;
};

/** The place of the chosen word among all. */
function placeOf(choice: CellRef, among: readonly CellRef[]): PlanFormula {
  return among.reduceRight<PlanFormula>(
    (otherwise, word, index) => formula`=IF(${choice}=${word},${index + 1},${otherwise})`,
    number(1),
  );
}
