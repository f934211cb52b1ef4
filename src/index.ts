/**
 * Valuebook as a library; the command line uses nothing else. Everything heavy (HyperFormula, ExcelJS, Chromium) is loaded when it
 * is first needed.
 */
import type { Ledger } from "./agreement/ledger.ts";
import type { Standing } from "./agreement/standing.ts";
import type { Benchmarks } from "./case/benchmarks.ts";
import type { Case } from "./case/case.ts";
import type { ReadCase } from "./case/parse-case.ts";
import type { ReadLog } from "./disk/agreement-log.ts";
import type { Calculation } from "./engine/calculation.ts";
import type { Explanation } from "./engine/explain.ts";
import type { WorkbookPlan } from "./engine/plan/plan.ts";
import type { CaseResult } from "./engine/result.ts";
import type { Sensitivity } from "./engine/sensitivity.ts";
import type { VersionComparison } from "./engine/version-effects.ts";
import type { CompiledSimulation, Simulation, SimulationOptions } from "./engine/simulate.ts";
import type { LineOf } from "./disk/load.ts";
import type { Finding } from "./finding/finding.ts";
import type { FillInOf } from "./intake/read-fill-in.ts";
import type { Model } from "./model/model.ts";
import type { NewModel } from "./model/new-model.ts";
import type { PrinterWarning } from "./report/pdf/launch-browser.ts";
import type { ReportView } from "./report/report-view.ts";
import type { Actuals, Measurement } from "./review/actuals.ts";
import type { ValueReview } from "./review/review.ts";
import type { Change } from "./review/take-in.ts";
import type { Theme } from "./report/theme/theme.ts";
import type { Locale, Text } from "./text/locale.ts";
import type { NotReviewed, ReturnedOf, ReturnedReview } from "./workbook/returned/review-returned.ts";
import type { WorkerLimits } from "./workbook/returned/in-worker.ts";
import type { ReadReturned } from "./workbook/returned/read-returned.ts";

export type { Ledger, Signature, TermState } from "./agreement/ledger.ts";
export type { Benchmarks } from "./case/benchmarks.ts";
export type { Case } from "./case/case.ts";
export {
  allInstalled,
  installedModels,
  isCase,
  type LineOf,
  type LoadedCase,
  type LoadedModel,
  type ModelLoader,
  loadCase,
  loadModel,
  loadModelFolder,
  newerModel,
} from "./disk/load.ts";
export { isVacant, UnwritableError, writeFileWhole, writeFolderWhole } from "./disk/write-file.ts";
export { basisTexts, openTermsOf } from "./engine/basis-text.ts";
export type { CalculatedValue, Calculation } from "./engine/calculation.ts";
export type { Explanation } from "./engine/explain.ts";
export type { Format, PlannedCell, SheetPlan, WorkbookPlan } from "./engine/plan/plan.ts";
export type {
  AgreementResult,
  CaseResult,
  Gap,
  Headlines,
  IndicatorResult,
  PotentialIndicator,
  PotentialResult,
} from "./engine/result.ts";
export type { InputSensitivity, Sensitivity } from "./engine/sensitivity.ts";
export type { ChangeWithEffect, VersionComparison, VersionFigures } from "./engine/version-effects.ts";
export type { Difference } from "./model/compare-models.ts";
export { formatValue } from "./engine/show-value.ts";
export type {
  CompiledSimulation,
  SimulatedInput,
  SimulatedRange,
  Simulation,
  SimulationOptions,
} from "./engine/simulate.ts";
export { type Finding, hasErrors, type Place } from "./finding/finding.ts";
export { findingAsData, inReadingOrder, printFinding } from "./finding/print.ts";
export type { Indicator, Model } from "./model/model.ts";
export type { Actuals, Measurement } from "./review/actuals.ts";
export type { ReviewedIndicator, ValueReview } from "./review/review.ts";
export { reviewAsJson } from "./review/review-json.ts";
export { type GainShareSettlement, settleGainShare } from "./review/settle-gain-share.ts";
export { defaultLocale, inLocale, isLocale, type Locale, locales, type Text } from "./text/locale.ts";
export type { Theme } from "./report/theme/theme.ts";
export { numberFrom } from "./text/number-from.ts";
export type { NotReviewed, ReturnedReview, ReviewedAnswer } from "./workbook/returned/review-returned.ts";
export type { WorkerLimits } from "./workbook/returned/in-worker.ts";
export type { ReadReturned } from "./workbook/returned/read-returned.ts";
export type { ReturnedCell, ReturnedSheet, ReturnedWorkbook } from "./workbook/returned/returned-workbook.ts";

/**
 * A workbook that came back, by its path, held against its case and the agreement: what it answers, what that is worth, what in it is not
 * as it was sent. Reads it in a thread with limits; writes nothing.
 */
export async function reviewReturned(
  file: string,
  of: Omit<ReturnedOf, "file">,
): Promise<ReturnedReview | NotReviewed> {
  const read = await readReturned(file);
  if ("findings" in read) return read;
  const workbook = await import("./workbook/returned/review-returned.ts");
  return workbook.reviewReturned(read.workbook, { ...of, file });
}

/** The agreement of a case, by the path of the case: today's terms, and all that is wrong with the log; empty where there is none. */
export async function readAgreement(casePath: string): Promise<ReadLog> {
  const disk = await import("./disk/agreement-log.ts");
  return disk.readLog(disk.logPathOf(casePath));
}

/**
 * A workbook as a customer sent it back, or why it cannot be read. No file hangs or exhausts the program, whatever is in it; nothing in
 * it is evaluated or followed.
 */
export async function readReturned(path: string, limits: WorkerLimits = {}): Promise<ReadReturned> {
  const [disk, worker] = await Promise.all([
    import("./disk/read-workbook.ts"),
    import("./workbook/returned/in-worker.ts"),
  ]);
  const read = disk.readWorkbookBytes(path, worker.mostBytesRead);
  return "bytes" in read ? worker.parseInWorker(read.bytes, path, limits) : read;
}

/** A calculated case, with all that its documents need. */
export interface Assessment {
  readonly model: Model;
  readonly kase: Case;
  /** The agreement of the case; without one, every figure is an estimate. */
  readonly ledger?: Ledger | undefined;
  /** What of the case is agreed; the headline figures count that alone. */
  readonly standing?: Standing | undefined;
  readonly calculation: Calculation;
  readonly result: CaseResult;
}

/** The files of a new model folder, by name: commented in a language, small and clean, to be written over. */
export async function newModelFiles(wanted: NewModel): Promise<Map<string, string>> {
  const models = await import("./model/new-model.ts");
  return models.newModel(wanted);
}

/** What another version of a case's model changes, and what each change does to its figures. Throws where the case has errors. */
export async function compareModelVersions(read: ReadCase, before: Model, after: Model): Promise<VersionComparison> {
  const engine = await import("./engine/version-effects.ts");
  return engine.compareVersions(read, before, after);
}

/** Writes the reference of a model into a case.yaml, in place; why not, where it cannot. */
export async function takeOverModel(path: string, reference: string): Promise<Text | undefined> {
  const disk = await import("./disk/take-over.ts");
  return disk.takeOverModel(path, reference);
}

/** The plan of a case's workbook: every cell as plain data. */
export async function buildPlan(model: Model, kase: Case, ledger?: Ledger): Promise<WorkbookPlan> {
  const engine = await import("./engine/build-plan.ts");
  return engine.buildPlan(model, kase, { ledger });
}

/** Calculates a case: plan, every cell, and the figures that `calc --json` prints; with `ledger`, of what is agreed. */
export async function calculate(model: Model, kase: Case, ledger?: Ledger): Promise<Assessment> {
  const [plan, engine, results, agreement] = await Promise.all([
    buildPlan(model, kase, ledger),
    import("./engine/calculate.ts"),
    import("./engine/result-of.ts"),
    import("./agreement/standing.ts"),
  ]);
  const standing = ledger && agreement.standingOf(ledger, kase, model);
  const calculation = engine.calculate(plan);
  const result = results.resultOf(model, kase, calculation, standing);
  return { model, kase, ledger, standing, calculation, result };
}

/** The customer's Excel workbook, live formulas with their results cached, what matters most as values; bytes of an .xlsx file. */
export async function writeWorkbook(assessment: Assessment, locale: Locale): Promise<Uint8Array> {
  const { model, kase, ledger, calculation } = assessment;
  const [workbook, engine] = await Promise.all([import("./workbook/write-workbook.ts"), import("./engine/as-sent.ts")]);
  return workbook.writeWorkbook(engine.asSent(model, kase, calculation, ledger), locale);
}

export interface LoadedTheme {
  readonly theme?: Theme;
  readonly findings: readonly Finding[];
  readonly lineOf: LineOf;
}

/** How a vendor's reports look, from a YAML or JSON file; its logo lies beside it. */
export async function loadTheme(path: string): Promise<LoadedTheme> {
  const [disk, themes] = await Promise.all([import("./disk/read-files.ts"), import("./report/theme/load-theme.ts")]);
  const { file, findings } = disk.readTextFile(path);
  if (!file) return { findings, lineOf: () => undefined };
  return { ...themes.themeFrom(file, path), lineOf: ({ line }) => file.text.split("\n")[line - 1]?.trimEnd() };
}

/** The value report as one self-contained HTML document. */
export async function renderReport(assessment: Assessment, locale: Locale, theme?: Theme): Promise<string> {
  const [view, render] = await Promise.all([reportOf(assessment, locale, theme), import("./report/render-report.ts")]);
  return render.renderReport(view);
}

async function reportOf(assessment: Assessment, locale: Locale, theme?: Theme): Promise<ReportView> {
  const { model, kase, result, ledger } = assessment;
  const [report, engine, found, simulation] = await Promise.all([
    import("./report/report-view.ts"),
    import("./engine/build-plan.ts"),
    sensitivity(assessment),
    kase.uncertainty ? simulate(assessment) : undefined,
  ]);
  // The figures stand where the workbook has them.
  const plan = engine.buildPlan(model, kase, { sensitivity: found, ledger });
  return report.reportView({
    model,
    kase,
    result,
    plan,
    sensitivity: found,
    ...(simulation ? { simulation } : {}),
    ...(theme ? { theme } : {}),
    locale,
  });
}

/** The value review of a period as one self-contained HTML document. */
export async function renderReview(
  assessment: Assessment,
  review: ValueReview,
  locale: Locale,
  { theme }: { readonly theme?: Theme | undefined } = {},
): Promise<string> {
  return (await reviewDocument(assessment, review, locale, theme)).html;
}

/** Its HTML, and what the PDF says of itself: dated by the last day of the period, never by the clock. */
async function reviewDocument(assessment: Assessment, review: ValueReview, locale: Locale, theme?: Theme) {
  const [view, render, calendar] = await Promise.all([
    import("./report/review/review-view.ts"),
    import("./report/review/render-review.ts"),
    import("./case/calendar.ts"),
  ]);
  const { model, kase, result } = assessment;
  const shown = view.reviewView({ model, kase, result, review, locale, ...(theme ? { theme } : {}) });
  const date = calendar.lastDayOf(kase.calendar, review.number);
  return { html: render.renderReview(shown), date };
}

/** Prints value reports and reviews as PDF, with one browser for all of them. Close it in the end. */
export interface ReportPrinter {
  /** PDF bytes; dated by the case, never by the clock. */
  print(assessment: Assessment, locale: Locale, theme?: Theme): Promise<Uint8Array>;
  /** PDF bytes of a value review; several at a time gain from a second processor. */
  printReview(
    assessment: Assessment,
    review: ValueReview,
    locale: Locale,
    options?: { readonly theme?: Theme | undefined },
  ): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Starts the browser; open it before you calculate, and it starts meanwhile. Throws NoBrowserError where there is none. */
export async function openReportPrinter(
  warn: (warning: PrinterWarning) => void = () => undefined,
): Promise<ReportPrinter> {
  const { openPrinter } = await import("./report/pdf/printer.ts");
  const printer = await openPrinter({ warn });
  return {
    async print(assessment, locale, theme) {
      const { kase } = assessment;
      const [report, render] = await Promise.all([
        reportOf(assessment, locale, theme),
        import("./report/render-report.ts"),
      ]);
      return printer.print(render.renderReport(report), {
        title: report.title,
        date: kase.prepared.on ?? kase.calendar.build,
      });
    },
    async printReview(assessment, review, locale, { theme } = {}) {
      const { html, date } = await reviewDocument(assessment, review, locale, theme);
      return printer.printQuickly(html, date);
    },
    close: () => printer.close(),
  };
}

/** How a figure came about; undefined if nothing has that name. `depth` is how many steps down. */
export async function explain(
  { model, kase, calculation }: Assessment,
  name: string,
  locale: Locale,
  depth = 3,
): Promise<Explanation[] | undefined> {
  const engine = await import("./engine/explain.ts");
  return engine.explain(model, kase, calculation, name, locale, depth);
}

/** What matters most to the NPV: tornado, break-even values, cost of delay. `benchmarks`: targets range as past cases reached. */
export async function sensitivity(assessment: Assessment, benchmarks?: Benchmarks): Promise<Sensitivity> {
  const { model, calculation } = assessment;
  const engine = await import("./engine/sensitivity.ts");
  return engine.sensitivityOf(model, await counted(assessment), calculation, benchmarks);
}

/** The case with only what counts in its headline figures: what does not cannot move them. */
async function counted({ kase, standing }: Assessment): Promise<Case> {
  const agreement = await import("./agreement/standing.ts");
  return agreement.countedCase(kase, standing);
}

/** The distribution of the headline figures when every uncertain input is drawn at once; the same seed gives the same figures. */
export async function simulate(
  assessment: Assessment,
  options: SimulationOptions = {},
  benchmarks?: Benchmarks,
): Promise<Simulation> {
  const { model, calculation } = assessment;
  const engine = await import("./engine/simulate.ts");
  return engine.simulate(model, await counted(assessment), calculation, options, benchmarks);
}

/** A case made ready to be simulated many times, or in portions by several workers, which merge to the same bits. */
export async function compileSimulation(assessment: Assessment): Promise<CompiledSimulation> {
  const { model, calculation } = assessment;
  const engine = await import("./engine/simulate.ts");
  return engine.compileSimulation(model, await counted(assessment), calculation);
}

/** The names `explain` answers to. */
export async function explainable({ model, calculation }: Assessment): Promise<string[]> {
  const engine = await import("./engine/explain.ts");
  return engine.explainable(calculation, model);
}

/** The measurements of a text in the form of `actuals.csv`; `file` is how findings name it. */
export async function readMeasurements(text: string, file: string, kase: Case, model: Model): Promise<Actuals> {
  const reviews = await import("./review/actuals.ts");
  return reviews.readActuals(text, file, kase, model);
}

/** What new measurements change, and the lines that they add to `actuals.csv`; `head` is its first line. */
export async function changesOfMeasurements(
  history: readonly Measurement[],
  added: readonly Measurement[],
  kase: Case,
): Promise<{ readonly changes: readonly Change[]; readonly lines: readonly string[]; readonly head: string }> {
  const reviews = await import("./review/take-in.ts");
  const changes = reviews.changesBy(history, added);
  return {
    changes,
    lines: changes.map(({ measurement }) => reviews.lineOf(measurement, kase)),
    head: reviews.headLine,
  };
}

/** Number of the period that someone writes as 2026Q3 (or 2026-Q3, 2026年3季度); undefined if the case has none. */
export async function periodNumber(kase: Case, label: string): Promise<number | undefined> {
  const { periodLabelled } = await import("./review/actuals.ts");
  return periodLabelled(kase, label);
}

/** The value review of a period: realized by the agreed formulas, settled, forecast, with what to do next. */
export async function review(
  { model, kase, calculation, standing }: Assessment,
  history: readonly Measurement[],
  period: number,
): Promise<ValueReview> {
  const [reviews, lines, agreement] = await Promise.all([
    import("./review/review.ts"),
    import("./review/line-figures.ts"),
    import("./agreement/standing.ts"),
  ]);
  const figures = lines.figuresOf(model, agreement.countedCase(kase, standing), calculation);
  return reviews.reviewOf({ model, kase, figures, standing, history, period });
}

/** The review as an Excel workbook: the agreed case, the measurements, and every figure of the review by live formulas; bytes of an .xlsx file. */
export async function writeReviewWorkbook(
  { model, kase, ledger }: Assessment,
  history: readonly Measurement[],
  period: number,
  locale: Locale,
): Promise<Uint8Array> {
  const [plans, engine, workbook] = await Promise.all([
    import("./review/sheets/review-plan.ts"),
    import("./engine/calculate.ts"),
    import("./workbook/write-workbook.ts"),
  ]);
  const plan = plans.reviewPlan({ model, kase, ledger, history, period });
  return workbook.writeWorkbook(engine.calculate(plan), locale);
}

/** The workbook in which a customer fills in what was measured in a period, and how many rows it asks for. */
export async function writeFillIn(
  { model, kase, ledger }: Pick<Assessment, "model" | "kase" | "ledger">,
  history: readonly Measurement[],
  period: number,
  locale: Locale,
): Promise<{ readonly bytes: Uint8Array; readonly rows: number }> {
  const [plans, engine, workbook] = await Promise.all([
    import("./review/fill-in/fill-in-plan.ts"),
    import("./engine/calculate.ts"),
    import("./workbook/write-workbook.ts"),
  ]);
  const { plan, keys } = plans.fillInPlan({ model, kase, ledger, history, period });
  const isIndicator = (key: string) => model.indicators.some(({ id }) => id === key);
  return {
    bytes: await workbook.writeWorkbook(engine.calculate(plan), locale),
    rows: keys.filter(isIndicator).length,
  };
}

/** The first period of which something due was not measured; undefined once everything was. */
export async function openPeriod(
  { model, kase, ledger }: Pick<Assessment, "model" | "kase" | "ledger">,
  history: readonly Measurement[],
): Promise<number | undefined> {
  const [due, agreement] = await Promise.all([import("./review/fill-in/due.ts"), import("./agreement/standing.ts")]);
  const counted = agreement.countedCase(kase, ledger && agreement.standingOf(ledger, kase, model));
  return due.openPeriod(counted, history)?.number;
}

/** What a workbook for measurements came back with, by its path. Reads it in a thread with limits; writes nothing. */
export async function readFillIn(file: string, of: Omit<FillInOf, "file">): Promise<Actuals> {
  const read = await readReturned(file);
  if ("findings" in read) return { history: [], findings: read.findings };
  const intake = await import("./intake/read-fill-in.ts");
  return intake.readFillIn(read.workbook, { ...of, file });
}
