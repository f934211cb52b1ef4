/**
 * What HyperFormula computes otherwise than Excel and LibreOffice: ROUND of decimals (its ROUND(1.005,2) is 1), INT of negative numbers
 * (towards 0), INDEX at a place with a fraction (the first cell), or at one place in a row (#NUM!).
 */
import {
  CellError,
  ErrorType,
  FunctionArgumentType,
  FunctionPlugin,
  type ImplementedFunctions,
  type SimpleRangeValue,
} from "hyperformula";
import { roundToPlaces, wholePart } from "../model/formula/rounding.ts";

/** HyperFormula exports neither the types of what it hands over nor of what it takes back. */
interface CallTree {
  readonly args: never[];
}

const number = { argumentType: FunctionArgumentType.NUMBER } as const;
const range = { argumentType: FunctionArgumentType.RANGE } as const;

export class ExcelFunctions extends FunctionPlugin {
  static override implementedFunctions: ImplementedFunctions = {
    ROUND: { method: "round", parameters: [number, { ...number, defaultValue: 0 }] },
    INT: { method: "int", parameters: [number] },
    INDEX: { method: "index", parameters: [range, number, { ...number, optionalArg: true }] },
  };

  round({ args }: CallTree, state: never): unknown {
    return this.runFunction(args, state, this.metadata("ROUND"), roundToPlaces);
  }

  int({ args }: CallTree, state: never): unknown {
    return this.runFunction(args, state, this.metadata("INT"), wholePart);
  }

  index({ args }: CallTree, state: never): unknown {
    return this.runFunction(
      args,
      state,
      this.metadata("INDEX"),
      ({ data }: SimpleRangeValue, place: number, across?: number) => {
        const [row, column] = across === undefined && data.length === 1 ? [1, place] : [place, across ?? 1];
        if (row < 1 || column < 1) return new CellError(ErrorType.VALUE);
        return data[Math.trunc(row) - 1]?.[Math.trunc(column) - 1] ?? new CellError(ErrorType.NUM);
      },
    );
  }
}
