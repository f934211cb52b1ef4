/** The two documents in one process: the finished report against an empty page of the same browser, and the workbook. */
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";
import {
  type Assessment,
  calculate,
  loadCase,
  openReportPrinter,
  readAgreement,
  readMeasurements,
  renderReport,
  review,
  writeWorkbook,
} from "../src/index.ts";
import { findBrowser } from "../src/report/pdf/find-browser.ts";
import type { Section } from "./section.ts";
import { median, timesOf } from "./timing.ts";

const rounds = 7;

export async function documentsSection(): Promise<Section> {
  const { model, kase } = await loadCase("fixtures/jianglan");
  if (!model || !kase) throw new Error("the demonstration case cannot be loaded");
  const assessment = await calculate(model, kase, (await readAgreement("fixtures/jianglan")).ledger);
  const { report, empty, render } = await printing(assessment);
  const perSecond = await reviewsPerSecond(assessment);
  const workbook = median(await timesOf(() => writeWorkbook(assessment, "en"), rounds));
  return {
    id: "documents",
    title: "Documents",
    about: `The demonstration case, warm, medians of ${rounds}.`,
    measures: [
      {
        what: "report printed and finished (contents, bookmarks) ÷ an empty page of the same browser",
        value: report / empty,
        unit: "×",
        goal: { most: 4 },
      },
      { what: "report: the HTML, sensitivity and simulation included", value: render, unit: "ms" },
      { what: "report: printed and finished", value: report, unit: "ms" },
      { what: "an empty page", value: empty, unit: "ms" },
      {
        what: "value reviews rendered and printed, two at a time",
        value: perSecond,
        unit: "a second",
        goal: { least: 4 },
      },
      { what: "workbook with charts, sensitivity included", value: workbook, unit: "ms", goal: { most: 400 } },
      {
        what: "greatest memory of this process, the browser's not counted",
        value: process.resourceUsage().maxRSS / 1024,
        unit: "MB",
        goal: { most: 1024 },
      },
    ],
    notes: [
      "pdfmake and Typst were not measured beside it; nor 100 times the indicators, whose checks are a formula longer than Excel takes.",
    ],
  };
}

const reviews = 40;

/** Of the demonstration's last measured quarter, in both languages by turns. */
async function reviewsPerSecond(assessment: Assessment): Promise<number> {
  const { kase, model } = assessment;
  const text = readFileSync("fixtures/jianglan/actuals.csv", "utf8");
  const { history } = await readMeasurements(text, "actuals.csv", kase, model);
  const reviewed = await review(assessment, history, 6);
  const printer = await openReportPrinter();
  const print = (index: number) => printer.printReview(assessment, reviewed, index % 2 ? "en" : "zh-CN");
  try {
    await Promise.all([0, 1, 2, 3].map(print));
    const start = performance.now();
    await Promise.all(Array.from({ length: reviews }, (_, index) => print(index)));
    return (1000 * reviews) / (performance.now() - start);
  } finally {
    await printer.close();
  }
}

async function printing(assessment: Awaited<ReturnType<typeof calculate>>) {
  const printer = await openReportPrinter();
  const { executable, environment } = await findBrowser(process.env);
  const browser = await puppeteer.launch({
    executablePath: executable,
    headless: "shell",
    pipe: true,
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    env: { ...process.env, ...environment },
  });
  try {
    const render = median(await timesOf(() => renderReport(assessment, "en"), rounds));
    const whole = median(await timesOf(() => printer.print(assessment, "en"), rounds));
    const emptyPage = async () => {
      const page = await browser.newPage();
      await page.setContent("<!doctype html><title>empty</title>");
      await page.pdf({ tagged: true, outline: true });
      await page.close();
    };
    const empty = median(await timesOf(emptyPage, rounds));
    return { report: whole - render, render, empty };
  } finally {
    await browser.close();
    await printer.close();
  }
}
