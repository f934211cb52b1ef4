/** The text of a shared string or of a cell's own: of all its runs together, without the reading aids of Chinese and Japanese. */
import { decodeCodes } from "../cell-text.ts";
import type { ElementReader } from "./parse-xml.ts";

/** A reader of one item, which tells its text when the item ends. */
export function stringItem(done: (text: string) => void): ElementReader {
  let [item, run] = ["", ""];
  const text: ElementReader = {
    text: each => {
      run += each;
    },
    end: () => {
      item += decodeCodes(run);
      run = "";
    },
  };
  const richRun: ElementReader = { child: name => (name === "t" ? text : undefined) };
  return {
    child: name => (name === "t" ? text : name === "r" ? richRun : undefined),
    end: () => {
      done(item);
      item = "";
    },
  };
}
