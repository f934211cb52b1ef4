/** Rows and columns of a sheet are found again wherever a customer has moved them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignSheet, type SheetText } from "../../../src/workbook/returned/align-sheet.ts";

/** A sheet as sent: a row of heads, rows of texts; the second column is an input and has none. */
const columns = 4;
const sent = (rows: number): SheetText[] =>
  Array.from({ length: rows + 1 }, (_, row) =>
    [1, 3, 4].map(column => ({
      row: row + 1,
      column,
      text: row === 0 ? `head ${column}` : column === 3 ? `unit ${row % 3}` : `${column} of row ${row}`,
    })),
  ).flat();

/** Row `before` of the sent sheet stands at `rowNow(before)`, column at `columnNow(before)`. */
function changed(
  texts: readonly SheetText[],
  rowNow: (row: number) => number | undefined,
  columnNow: (column: number) => number,
): SheetText[] {
  return texts.flatMap(({ row, column, text }) => {
    const now = rowNow(row);
    return now === undefined ? [] : [{ row: now, column: columnNow(column), text }];
  });
}

const edits = fc.integer({ min: 3, max: 25 }).chain(rows =>
  fc.record({
    rows: fc.constant(rows),
    order: fc.shuffledSubarray(
      Array.from({ length: rows }, (_, index) => index + 2),
      { minLength: Math.ceil(rows / 2), maxLength: rows },
    ),
    /** New rows before each that is kept. */
    inserted: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: rows, maxLength: rows }),
    columnOrder: fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4, maxLength: 4 }),
    before: fc.integer({ min: 0, max: 3 }),
  }),
);

describe("a sheet", () => {
  test("as it was sent is aligned row by row, column by column", () => {
    const texts = sent(10);
    const alignment = alignSheet(texts, texts, { rows: 11, columns });
    for (let row = 1; row <= 11; row += 1) expect(alignment.row(row)).toBe(row);
    for (let column = 1; column <= columns; column += 1) expect(alignment.column(column)).toBe(column);
  });

  test("with rows inserted, deleted and sorted: every row of texts of its own is found, and none that is gone", () => {
    fc.assert(
      fc.property(edits, ({ rows, order, inserted }) => {
        const places = new Map([[1, 1]]);
        let at = 1;
        order.forEach((row, index) => {
          at += 1 + (inserted[index] ?? 0);
          places.set(row, at);
        });
        const texts = sent(rows);
        const now = changed(
          texts,
          row => places.get(row),
          column => column,
        );
        const alignment = alignSheet(texts, now, { rows: rows + 1, columns });
        for (const [row, place] of places) {
          expect(alignment.row(row)).toBe(place);
          expect(alignment.plannedRow(place)).toBe(row);
        }
        const taken = new Set(places.values());
        for (let row = 1; row <= rows + 1; row += 1) {
          const found = alignment.row(row);
          if (!places.has(row) && found !== undefined) expect(taken.has(found)).toBe(false);
        }
      }),
    );
  });

  test("with columns moved: those with texts are found, whatever the order of rows", () => {
    fc.assert(
      fc.property(edits, ({ rows, order, columnOrder, before }) => {
        const places = new Map([[1, 1], ...order.map((row, index): [number, number] => [row, index + 2])]);
        const texts = sent(rows);
        const columnNow = (column: number) => before + columnOrder.indexOf(column) + 1;
        const now = changed(texts, row => places.get(row), columnNow);
        const alignment = alignSheet(texts, now, { rows: rows + 1, columns });
        for (const column of [1, 3, 4]) expect(alignment.column(column)).toBe(columnNow(column));
        for (const [row, place] of places) expect(alignment.row(row)).toBe(place);
      }),
    );
  });

  test("a column without texts stands where its neighbours do", () => {
    const texts = sent(5);
    const now = changed(
      texts,
      row => row,
      column => column + 2,
    );
    expect(alignSheet(texts, now, { rows: 6, columns }).column(2)).toBe(4);
  });
});
