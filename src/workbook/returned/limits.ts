/** How much of a returned workbook is read. Ours of 54 indicators: 0.2 MB, 1.6 MB unpacked, 12,000 cells, 500 names. */

const megabyte = 1024 * 1024;

export const limits = {
  fileBytes: 10 * megabyte,
  parts: 500,
  /** Unpacked, of one part and of all that are read; counted, whatever the file says. */
  partBytes: 40 * megabyte,
  totalBytes: 80 * megabyte,
  /** Unpacked ÷ packed, of parts that unpack to more than `ratioFromBytes`. */
  ratio: 150,
  ratioFromBytes: megabyte,
  cells: 600_000,
  names: 50_000,
  sheets: 500,
  /** Characters in cells, all together; a text or formula that many cells share counts for each. */
  characters: 20_000_000,
  /** Elements within one another, and attributes of one: far above what any program writes. */
  depth: 100,
  attributes: 300,
} as const;

export const megabytes = (bytes: number): number => bytes / megabyte;

/** 600,000: as both languages write it. */
export const inThousands = (count: number): string => count.toLocaleString("en-US");
