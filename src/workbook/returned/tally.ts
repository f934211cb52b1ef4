/** What has been read of one workbook so far. Counting past a limit ends the reading. */
import { words } from "../../text/say.ts";
import { inThousands, limits, megabytes } from "./limits.ts";
import { refuse, shortened } from "./refusal.ts";

export class Tally {
  #bytes = 0;
  #cells = 0;
  #names = 0;
  #characters = 0;

  /** `unpacked` bytes more of a part that has come to `ofPart`, out of `packed`. */
  countBytes(unpacked: number, part: string, ofPart: number, packed: number): void {
    this.#bytes += unpacked;
    const [name, { partBytes, totalBytes, ratio, ratioFromBytes }] = [shortened(part), limits];
    if (ofPart > partBytes)
      refuse("workbook-too-large", {
        found: words("returned.size.part", { part: name, limit: megabytes(partBytes) }),
      });
    if (this.#bytes > totalBytes)
      refuse("workbook-too-large", { found: words("returned.size.total", { limit: megabytes(totalBytes) }) });
    if (ofPart > ratioFromBytes && ofPart > ratio * packed)
      refuse("workbook-too-large", { found: words("returned.size.ratio", { part: name, limit: ratio }) });
  }

  countCell(): void {
    this.#cells += 1;
    if (this.#cells > limits.cells) refuseMany("cells", limits.cells);
  }

  countName(): void {
    this.#names += 1;
    if (this.#names > limits.names) refuseMany("names", limits.names);
  }

  countCharacters(count: number): void {
    this.#characters += count;
    if (this.#characters > limits.characters) refuseMany("characters", limits.characters);
  }
}

export function refuseMany(
  things: "cells" | "names" | "characters" | "parts" | "sheets" | "texts",
  limit: number,
): never {
  refuse("workbook-too-many", { things: words(`returned.things.${things}`), limit: inThousands(limit) });
}
