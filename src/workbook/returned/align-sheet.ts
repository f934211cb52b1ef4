/**
 * Where the rows and columns of a planned sheet stand in a returned one: rows may have been inserted, deleted or sorted, columns moved.
 * Texts say it: a row is known by its texts together, or by one that stands nowhere else; a column by most of its texts. What has no
 * text of its own stands where its neighbours do.
 */
export interface SheetText {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

export interface Alignment {
  /** Where a planned row or column stands now; undefined if it is gone. */
  row(planned: number): number | undefined;
  column(planned: number): number | undefined;
  /** Which planned row or column stands here now. */
  plannedRow(now: number): number | undefined;
  plannedColumn(now: number): number | undefined;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

export function alignSheet(planned: readonly SheetText[], found: readonly SheetText[], extent: Extent): Alignment {
  const rowVotes = new Votes();
  const columnVotes = new Votes();
  const now = uniqueBy(found, ({ text }) => text);
  for (const [text, before] of uniqueBy(planned, ({ text }) => text)) {
    const after = now.get(text);
    if (!after) continue;
    rowVotes.add(before.row, after.row, 2);
    columnVotes.add(before.column, after.column, 2);
  }
  const rowsNow = uniqueBy(rowsOf(found), ([, texts]) => texts);
  for (const [texts, [row]] of uniqueBy(rowsOf(planned), ([, texts]) => texts)) {
    const after = rowsNow.get(texts);
    if (after) rowVotes.add(row, after[0], 5);
  }
  const columns = filled(columnVotes.winners(), extent.columns);
  const rows = filled(rowVotes.winners(), extent.rows);
  const back = (map: ReadonlyMap<number, number>) => new Map([...map].map(([before, after]) => [after, before]));
  const [rowsBack, columnsBack] = [back(rows), back(columns)];
  return {
    row: each => rows.get(each),
    column: each => columns.get(each),
    plannedRow: each => lineBefore(each, rowsBack, rows),
    plannedColumn: each => lineBefore(each, columnsBack, columns),
  };
}

/** An empty line that a formula reads all the same stands as far from the known line before it as it did. */
function lineBefore(
  now: number,
  back: ReadonlyMap<number, number>,
  forth: ReadonlyMap<number, number>,
): number | undefined {
  for (let steps = 0; steps < now; steps += 1) {
    const before = back.get(now - steps);
    if (before !== undefined) return steps === 0 || !forth.has(before + steps) ? before + steps : undefined;
  }
  return undefined;
}

/** Texts of each row put together, whatever the order of columns. */
function rowsOf(texts: readonly SheetText[]): [row: number, texts: string][] {
  const rows = new Map<number, string[]>();
  for (const { row, text } of texts) rows.set(row, [...(rows.get(row) ?? []), text]);
  return [...rows].map(([row, all]) => [row, all.sort().join("\u0001")]);
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T> {
  const found = new Map<string, T | undefined>();
  for (const item of items) found.set(key(item), found.has(key(item)) ? undefined : item);
  return new Map([...found].flatMap(([text, item]) => (item === undefined ? [] : [[text, item] as const])));
}

/** What each planned line is taken for, by weight; every line of now is given once only. */
class Votes {
  private readonly votes = new Map<number, Map<number, number>>();

  add(before: number, after: number, weight: number): void {
    const of = this.votes.get(before) ?? new Map<number, number>();
    of.set(after, (of.get(after) ?? 0) + weight);
    this.votes.set(before, of);
  }

  winners(): Map<number, number> {
    const all = [...this.votes].flatMap(([before, of]) =>
      [...of].map(([after, weight]) => ({ before, after, weight })),
    );
    const winners = new Map<number, number>();
    const taken = new Set<number>();
    for (const { before, after } of all.sort((a, b) => b.weight - a.weight || a.before - b.before)) {
      if (winners.has(before) || taken.has(after)) continue;
      winners.set(before, after);
      taken.add(after);
    }
    return winners;
  }
}

/** Lines between known ones stand as far from the known line before, or from the one after, where that place is free and in order. */
function filled(known: ReadonlyMap<number, number>, count: number): Map<number, number> {
  const all = new Map(known);
  const taken = new Set(known.values());
  const give = (line: number, place: number | undefined): void => {
    if (all.has(line) || place === undefined || place < 1 || taken.has(place)) return;
    all.set(line, place);
    taken.add(place);
  };
  const next = (line: number) => (all.has(line) ? (all.get(line) as number) : undefined);
  for (let line = 1; line <= count; line += 1) {
    const before = next(line - 1);
    if (line === 1) give(1, all.size === 0 ? 1 : known.has(2) ? (known.get(2) as number) - 1 : undefined);
    else if (before !== undefined) give(line, before + 1);
  }
  for (let line = count; line >= 1; line -= 1) {
    const after = next(line + 1);
    if (after !== undefined) give(line, after - 1);
  }
  return all;
}
