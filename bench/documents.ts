/**
 * The two documents in one process: the finished report against an empty page of the same browser and against other PDF makers, and
 * the workbook; and both at a hundred times the size, in a process of their own.
 */
import { spawnSync } from "node:child_process";
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
import { blocksOf, type PdfPeer, pdfmakePeer, typstPeer } from "./peers/pdf-documents.ts";
import type { Section } from "./section.ts";
import { median, timesOf } from "./timing.ts";

const rounds = 7;

export async function documentsSection(): Promise<Section> {
  const assessment = await assessed("fixtures/jianglan");
  const study = await assessed("fixtures/studies/entra");
  const { report, short, empty, render } = await printing(assessment, study);
  const perSecond = await reviewsPerSecond(assessment);
  const workbook = median(await timesOf(() => writeWorkbook(assessment, "en"), rounds));
  const blocks = blocksOf(await renderReport(assessment, "en"));
  const peers = await Promise.all(
    Object.entries({ "pdfmake 0.2": await pdfmakePeer(), "Typst 0.14": await typstPeer() }).map(
      async ([name, peer]) => ({
        name,
        time: peer && (await timeOf(peer, blocks)),
      }),
    ),
  );
  const large = atHundredTimes();
  return {
    id: "documents",
    title: "Documents",
    about: `The demonstration case (22 pages, 6 charts), warm, medians of ${rounds}; a published study (15 pages, 4 charts); and the demonstration case with each indicator a hundred times over (1,200 chosen of 5,400), once, in a process of its own.`,
    measures: [
      {
        what: "report of 15 pages printed and finished (contents, bookmarks) ÷ an empty page of the same browser",
        value: short / empty,
        unit: "×",
        goal: { most: 4 },
      },
      { what: "the same of the demonstration's 22 pages", value: report / empty, unit: "×" },
      { what: "report of 15 pages: printed and finished", value: short, unit: "ms" },
      { what: "report of 22 pages: printed and finished", value: report, unit: "ms" },
      ...peers.flatMap(({ name, time }) =>
        time === undefined
          ? []
          : [{ what: `${name}: the same texts, tables and charts, plain, untagged`, value: time, unit: "ms" }],
      ),
      { what: "report of 22 pages: the HTML, sensitivity and simulation included", value: render, unit: "ms" },
      { what: "an empty page", value: empty, unit: "ms" },
      {
        what: "value reviews rendered and printed, two at a time",
        value: perSecond,
        unit: "a second",
        goal: { least: 4 },
      },
      { what: "workbook with charts, sensitivity included", value: workbook, unit: "ms", goal: { most: 400 } },
      {
        what: "100 times the indicators: calculated and written as a workbook",
        value: large.seconds,
        unit: "s",
        goal: { most: 25 },
      },
      {
        what: "100 times the indicators: greatest memory of the process",
        value: large.megabytes,
        unit: "MB",
        goal: { most: 1024 },
      },
    ],
    notes: peers.some(({ time }) => time === undefined)
      ? ["pdfmake or Typst was left out: `npm run bench:peers` installs them."]
      : [],
  };
}

async function assessed(path: string): Promise<Assessment> {
  const { model, kase } = await loadCase(path);
  if (!model || !kase) throw new Error(`the case ${path} cannot be loaded`);
  return calculate(model, kase, (await readAgreement(path)).ledger);
}

const timeOf = async (peer: PdfPeer, blocks: Parameters<PdfPeer>[0]): Promise<number> =>
  median(await timesOf(() => peer(blocks), rounds));

function atHundredTimes(): { readonly seconds: number; readonly megabytes: number } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "bench/large-workbook.ts", "100"],
    {
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(`the large workbook failed: ${stderr}`);
  return JSON.parse(stdout);
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

async function printing(assessment: Assessment, study: Assessment) {
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
    const rendering = async (of: Assessment) => median(await timesOf(() => renderReport(of, "en"), rounds));
    const whole = async (of: Assessment) => median(await timesOf(() => printer.print(of, "en"), rounds));
    const render = await rendering(assessment);
    const emptyPage = async () => {
      const page = await browser.newPage();
      await page.setContent("<!doctype html><title>empty</title>");
      await page.pdf({ tagged: true, outline: true });
      await page.close();
    };
    const empty = median(await timesOf(emptyPage, rounds));
    return {
      report: (await whole(assessment)) - render,
      short: (await whole(study)) - (await rendering(study)),
      render,
      empty,
    };
  } finally {
    await browser.close();
    await printer.close();
  }
}
