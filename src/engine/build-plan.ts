/** Model + case → sheet plan. Pure; the same model and case give the same plan. */
import type { Ledger } from "../agreement/ledger.ts";
import { standingOf } from "../agreement/standing.ts";
import { periodsOf } from "../case/calendar.ts";
import type { Case } from "../case/case.ts";
import { tablesOf } from "../case/readers-of-drivers.ts";
import type { Model } from "../model/model.ts";
import { currencyName } from "../text/format.ts";
import { eachLocale } from "../text/locale.ts";
import { words } from "../text/say.ts";
import { buildWords, type MoreWordCells, type NamedWord, NameRegistry } from "./plan/builder.ts";
import { type SheetPlan, sheetIds, type WorkbookPlan } from "./plan/plan.ts";
import { type LevelWord, reviewWords } from "./plan/words.ts";
import type { Sensitivity } from "./sensitivity.ts";
import { planAbout } from "./sheets/about-sheet.ts";
import { type AgreementSheet, planAgreement, termPlaces } from "./sheets/agreement-sheet.ts";
import { planCashFlow } from "./sheets/cash-flow-sheet.ts";
import { planChecks } from "./sheets/checks-sheet.ts";
import { indicatorRows, levelWord, type PlanContext, scenarioWord } from "./sheets/context.ts";
import { driverPlaces, planDrivers } from "./sheets/drivers-sheet.ts";
import { discountRatePlace, type InputsSheet, planInputs } from "./sheets/inputs-sheet.ts";
import { measuredRows, planMeasured, rollUpsTop } from "./sheets/measured-sheet.ts";
import { planPotential } from "./sheets/potential-sheet.ts";
import type { Quantity } from "./sheets/quantity.ts";
import { asAgreed } from "./sheets/scenario-inputs.ts";
import { planScenarioWorkings } from "./sheets/scenario-workings.ts";
import { ScenariosWriter } from "./sheets/scenarios-sheet.ts";
import { planManifest } from "./sheets/manifest-sheet.ts";
import { planSensitivity } from "./sheets/sensitivity-sheet.ts";
import { planSources } from "./sheets/sources-sheet.ts";
import { planSummary, scenarioChoice } from "./sheets/summary-sheet.ts";
import { planTables } from "./sheets/tables-sheet.ts";
import { planTerms } from "./sheets/terms-sheet.ts";
import { planValue, type ValueSheets } from "./sheets/value-sheet.ts";

/** What a plan may hold besides what follows from model and case. */
export interface PlanExtras {
  /** Of the same case, calculated before; gets a sheet of values. */
  readonly sensitivity?: Sensitivity | undefined;
  /** The agreement of the case; without one, every figure is an estimate. */
  readonly ledger?: Ledger | undefined;
  /** Sheets of a value review, which read the case's cells; the customer's answers are asked for elsewhere then. */
  readonly review?: (planned: PlannedCase) => readonly SheetPlan[];
  /** With the hidden sheet by which a returned workbook is known again. */
  readonly returnable?: boolean;
}

/** What a review reads of the plan of a case. */
export interface PlannedCase {
  readonly context: PlanContext;
  /** Where the words of a review stand. */
  readonly reviewWords: MoreWordCells;
  readonly agreement: AgreementSheet;
  readonly inputs: InputsSheet;
  readonly quantities: ReadonlyMap<string, Quantity>;
  readonly value: ValueSheets;
}

export function buildPlan(
  model: Model,
  kase: Case,
  { sensitivity, ledger, review, returnable = false }: PlanExtras = {},
): WorkbookPlan {
  const registry = new NameRegistry();
  const scenarios = kase.scenarios.length > 1 ? kase.scenarios : [];
  const tables = tablesOf(kase, model);
  const rows = indicatorRows(model, kase);
  const usesData = tables.size > 0 || model.warnings.length > 0 || measuredRows({ rows }).length > 0;
  const wordSheet = buildWords(registry, words("sheet.words"), {
    scenarios: scenarios.map(({ id, name }) => ({ word: scenarioWord(id), name })),
    withBasis: ledger !== undefined,
    ...(usesData ? { levels: levelsOf(model, tables) } : {}),
    ...(review ? { more: reviewWords } : {}),
  });
  const context: PlanContext = {
    model,
    kase,
    registry,
    words: wordSheet.words,
    scenarioWords: wordSheet.scenarios,
    currency: eachLocale(locale => currencyName(kase.customer.currency, locale)),
    periods: periodsOf(kase.calendar),
    rows,
    tables,
    levelWords: wordSheet.levels,
    ...(wordSheet.data ? { dataWords: wordSheet.data } : {}),
    ...(ledger ? { ledger, standing: standingOf(ledger, kase, model) } : {}),
    ...(wordSheet.basis ? { basisWords: wordSheet.basis } : {}),
  };
  const discountRate = discountRatePlace(context);
  const agreed = { discountRate, drivers: driverPlaces(context), terms: termPlaces(context) };
  const writer = scenarios.length > 0 ? new ScenariosWriter(context, agreed, scenarioChoice(context)) : undefined;
  const ofDrivers = writer?.live ?? asAgreed(discountRate, agreed.drivers);
  const tablesSheet = planTables(context, agreed.drivers, rollUpsTop(context));
  const ofTables = tablesSheet?.quantities ?? new Map();
  const live = { ...ofDrivers, drivers: new Map([...ofDrivers.drivers, ...ofTables]) };
  const agreement = planAgreement(context, live);
  const driversSheet = planDrivers(context, live.drivers);
  const measured = planMeasured(context, tablesSheet, driversSheet.quantities, agreement);
  const inputs = planInputs(context, driversSheet.quantities);
  const value = planValue(context, agreement, driversSheet, live);
  const cash = planCashFlow(context, inputs, live, value);
  const { quantities } = driversSheet;
  const potential = planPotential(context, { agreement, inputs, live, quantities, value, cash });
  const summary = planSummary(context, inputs, value, cash, potential?.turned);
  const workings = writer
    ? planScenarioWorkings(context, writer.scenarios, { agreement, inputs, value, cash, ofTables })
    : undefined;
  const sideBySide = workings && writer?.results(workings.flows, inputs, summary);
  const checks = planChecks(context, {
    agreement,
    inputs,
    live,
    value,
    cash,
    summary,
    scenarios: sideBySide,
    overlapFactors: value.overlapFactors,
    verdicts: measured?.verdicts,
    tables: tablesSheet,
  });
  const sheets: SheetPlan[] = [
    summary.sheet,
    ...(review
      ? review({ context, reviewWords: wordSheet.more, agreement, inputs, quantities, value })
      : [planTerms(context, { agreement, inputs, drivers: agreed.drivers })]),
    ...(sideBySide && workings ? [sideBySide.sheet, workings.sheet] : []),
    ...(potential ? [potential.sheet] : []),
    ...(sensitivity ? [planSensitivity(context, sensitivity)] : []),
    agreement.sheet,
    inputs.sheet,
    driversSheet.sheet,
    ...(tablesSheet ? [tablesSheet.sheet] : []),
    ...(measured ? [measured.sheet] : []),
    value.value,
    value.overlap,
    cash.sheet,
    checks.sheet,
    planSources(context),
    wordSheet.sheet,
  ].toSorted(inOrder);
  const about = planAbout(context, summary, checks.overall, sheets);
  const visible = [about, ...sheets].toSorted(inOrder);
  return {
    sheets: returnable ? [...visible, planManifest(context, visible)] : visible,
    names: registry.names,
    words: wordSheet.texts,
    title: kase.customer.name,
    subject: words("workbook.subject", { model: model.name }),
    keywords: words("workbook.keywords"),
    author: kase.vendor?.name ?? "Valuebook",
    date: kase.prepared.on,
    currency: kase.customer.currency,
  };
}

const inOrder = (a: SheetPlan, b: SheetPlan): number => sheetIds.indexOf(a.id) - sheetIds.indexOf(b.id);
/** The words of the levels of the tables used, those of a column together. */
function levelsOf(model: Model, used: ReadonlySet<string>): NamedWord<LevelWord>[] {
  return model.tables
    .filter(({ id }) => used.has(id))
    .flatMap(({ id: table, columns }) =>
      columns.flatMap(column =>
        column.kind === "level"
          ? column.levels.map(({ id, name }) => ({ word: levelWord(table, column.id, id), name }))
          : [],
      ),
    );
}
