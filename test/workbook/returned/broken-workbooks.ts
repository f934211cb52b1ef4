/** For each finding of a returned workbook, a file that shows it alone. */
import { strToU8 } from "fflate";
import type { FindingCode } from "../../../src/finding/finding.ts";
import { sheetOf, xlsx, zip } from "./make-xlsx.ts";

const sound = (): Uint8Array => sheetOf('<row><c r="A1"><v>1</v></c></row>');

/** The old container of Office files, with a stream of this name. */
export const compoundFile = (stream: string): Uint8Array =>
  new Uint8Array(
    Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(504), Buffer.from(stream, "utf16le")]),
  );

export const brokenWorkbooks: Readonly<Partial<Record<FindingCode, () => Uint8Array>>> = {
  "workbook-not": () => strToU8("customer,value\nacme,1\n"),
  "workbook-encrypted": () => compoundFile("EncryptedPackage"),
  "workbook-truncated": () => sound().subarray(0, 900),
  "workbook-too-large": () => sheetOf(" ".repeat(2_000_000)),
  "workbook-too-many": () =>
    zip(Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`xl/media/${index}.txt`, "x"]))),
  "workbook-forbidden": () => xlsx([{ name: "__proto__", xml: "<sheetData/>" }]),
  "workbook-unreadable": () => sheetOf("<row><c></row>"),
};
