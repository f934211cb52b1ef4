/** RANK as Excel and LibreOffice have it, which HyperFormula lacks: 1 for the greatest number of a range, equals alike; texts are skipped. */
import {
  CellError,
  ErrorType,
  FunctionArgumentType,
  FunctionPlugin,
  HyperFormula,
  type ImplementedFunctions,
  type SimpleRangeValue,
} from "hyperformula";

/** HyperFormula exports neither the types of what it hands over nor of what it takes back. */
interface CallTree {
  readonly args: never[];
}

class RankFunction extends FunctionPlugin {
  static override implementedFunctions: ImplementedFunctions = {
    RANK: {
      method: "rank",
      parameters: [
        { argumentType: FunctionArgumentType.NUMBER },
        { argumentType: FunctionArgumentType.RANGE },
        { argumentType: FunctionArgumentType.NUMBER, defaultValue: 0 },
      ],
    },
  };

  rank({ args }: CallTree, state: never): unknown {
    return this.runFunction(
      args,
      state,
      this.metadata("RANK"),
      (value: number, { data }: SimpleRangeValue, rising: number) => {
        const numbers = data.flat().filter(each => typeof each === "number");
        if (!numbers.includes(value)) return new CellError(ErrorType.NA);
        return 1 + numbers.filter(each => (rising ? each < value : each > value)).length;
      },
    );
  }
}

HyperFormula.registerFunctionPlugin(RankFunction, { enGB: { RANK: "RANK" } });
