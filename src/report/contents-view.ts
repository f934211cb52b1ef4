/** The contents: each chapter and its larger parts. The page numbers are filled in once the pages are known: see pdf/print-page.ts. */
import type { Phrasing } from "./phrasing.ts";

export interface ContentsEntry {
  /** Id of the heading it leads to. */
  readonly target: string;
  readonly label: string;
  readonly parts: readonly { readonly target: string; readonly label: string }[];
}

export interface ContentsView {
  readonly title: string;
  readonly groups: readonly { readonly name: string; readonly entries: readonly ContentsEntry[] }[];
}

/** A heading by its id; null where the report does not have it. */
export type Heading = readonly [target: string, label: string] | null;

export interface Chapters {
  readonly main: readonly { readonly heading: Heading; readonly parts?: readonly Heading[] }[];
  readonly appendix: Chapters["main"];
}

export function contentsView({ say }: Phrasing, { main, appendix }: Chapters): ContentsView {
  return {
    title: say("report.contents.title"),
    groups: [
      { name: say("report.contents.report"), entries: main.flatMap(entryOf) },
      { name: say("report.contents.appendix"), entries: appendix.flatMap(entryOf) },
    ],
  };
}

function entryOf({ heading, parts = [] }: Chapters["main"][number]): ContentsEntry[] {
  if (!heading) return [];
  const [target, label] = heading;
  return [{ target, label, parts: parts.flatMap(part => (part ? [{ target: part[0], label: part[1] }] : [])) }];
}
