/** Pages as small pictures: made by pdftoppm, read, and held against each other with a tolerance. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each pixel, row by row. */
  readonly pixels: Uint8Array;
}

/** Enough to see that a block moved, a line is gone or a chart is empty; too little to read. */
const dotsPerInch = 24;

/** Each page of a PDF as a PNG. */
export function pagesOf(pdf: Uint8Array): Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), "pages-"));
  try {
    writeFileSync(join(folder, "all.pdf"), pdf);
    execFileSync("pdftoppm", ["-png", "-r", String(dotsPerInch), "all.pdf", "page"], { cwd: folder });
    return readdirSync(folder)
      .filter(name => name.endsWith(".png"))
      .sort()
      .map(name => new Uint8Array(readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A PNG of three times eight bits a pixel, as pdftoppm writes it. */
export function readPng(file: Uint8Array): Picture {
  const bytes = Buffer.from(file);
  let [width, height] = [0, 0];
  const packed: Buffer[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") {
      [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
      if (data[8] !== 8 || data[9] !== 2) throw new Error("not a picture of red, green and blue");
    }
    if (type === "IDAT") packed.push(data);
    at += length + 12;
  }
  return { width, height, pixels: unfiltered(inflateSync(Buffer.concat(packed)), width * channels, height) };
}

const channels = 3;

/** `width` in bytes. */
function unfiltered(lines: Uint8Array, width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const filter = lines[row * (width + 1)] ?? 0;
    for (let column = 0; column < width; column += 1) {
      const value = lines[row * (width + 1) + 1 + column] ?? 0;
      const left = column >= channels ? (pixels[row * width + column - channels] ?? 0) : 0;
      const up = row > 0 ? (pixels[(row - 1) * width + column] ?? 0) : 0;
      const corner = row > 0 && column >= channels ? (pixels[(row - 1) * width + column - channels] ?? 0) : 0;
      pixels[row * width + column] = value + predicted(filter, left, up, corner);
    }
  }
  return pixels;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return Math.floor((left + up) / 2);
  if (filter !== 4) return 0;
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** Side of the squares whose means are compared: letters drawn a little otherwise are the same. */
const square = 4;

/** Mean difference of the means of all squares, from 0 (the same) to 255. Pictures of unlike size differ wholly. */
export function differenceOf(a: Picture, b: Picture): number {
  if (a.width !== b.width || a.height !== b.height) return 255;
  let [sum, count] = [0, 0];
  for (let top = 0; top < a.height; top += square) {
    for (let left = 0; left < a.width; left += square) {
      sum += Math.abs(meanOf(a, top, left) - meanOf(b, top, left));
      count += 1;
    }
  }
  return sum / count;
}

function meanOf({ width, height, pixels }: Picture, top: number, left: number): number {
  let [sum, count] = [0, 0];
  for (let row = top; row < Math.min(height, top + square); row += 1) {
    for (let at = left * channels; at < Math.min(width, left + square) * channels; at += 1) {
      sum += pixels[row * width * channels + at] ?? 0;
      count += 1;
    }
  }
  return sum / count;
}
