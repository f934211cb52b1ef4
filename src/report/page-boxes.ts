/** The part of the style sheet that depends on the report: what stands in the margin boxes of each chapter's pages. */
import { cssString } from "./css-string.ts";
import type { RunningHeads } from "./running-heads.ts";

/** The chapters are named pages, of whatever document. */
export type PageHeads = Omit<RunningHeads, "chapters"> & { readonly chapters: Readonly<Record<string, string>> };

export function pageBoxes(heads: PageHeads): string {
  const { before, between, after } = heads.page;
  const count = `${cssString(before)} counter(page) ${cssString(between)} counter(pages) ${cssString(after)}`;
  const every = [
    `@top-left { content: ${cssString(heads.document)}; }`,
    `@bottom-left { content: ${cssString(heads.basis)}; }`,
    `@bottom-right { content: ${count}; }`,
  ].join("\n  ");
  const chapters = Object.entries(heads.chapters).map(
    ([chapter, name]) => `@page ${chapter} {\n  ${every}\n  @top-right { content: ${cssString(name)}; }\n}`,
  );
  return chapters.join("\n");
}
