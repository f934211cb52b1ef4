/** Which columns a sheet hides, from its list of columns. */
import { lastColumn } from "./cell-address.ts";
import { type Attributes, isOn, attribute } from "./parse-xml.ts";

export class HiddenColumns {
  readonly #isHidden = new Uint8Array(lastColumn + 1);
  #listed = 0;

  /** Ranges stand in ascending order; what a range covers again is passed over, so that a sheet of many ranges costs no time. */
  add(attributes: Attributes): void {
    const first = Math.max(this.#listed + 1, Number(attribute(attributes, "min")));
    const last = Math.min(lastColumn, Number(attribute(attributes, "max")));
    if (!(first <= last)) return;
    this.#isHidden.fill(isOn(attributes, "hidden") ? 1 : 0, first, last + 1);
    this.#listed = last;
  }

  has(column: number): boolean {
    return this.#isHidden[column] === 1;
  }
}
