/** The same browser prints the finished HTML once, as puppeteer does out of the box: no second pass, no bookmarks, no fixed dates. */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [html, output, program] = process.argv.slice(2);
const { executable, environment } = JSON.parse(readFileSync(program, "utf8"));
const browser = await puppeteer.launch({
  executablePath: executable,
  headless: "shell",
  pipe: true,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  env: { ...process.env, ...environment },
});
const page = await browser.newPage();
await page.goto(pathToFileURL(html).href);
writeFileSync(output, await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true }));
await browser.close();
