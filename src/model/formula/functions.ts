/** The functions that HyperFormula, Excel and LibreOffice all compute alike, with the number of arguments they take. */
export interface FunctionSignature {
  readonly min: number;
  readonly max: number;
}

const signature = (min: number, max = min): FunctionSignature => ({ min, max });
const many = 30;

/** What the formula of a model may call. `PRIOR(x)` is the value of x one year before, 0 in the first. */
export const modelFunctions: ReadonlyMap<string, FunctionSignature> = new Map([
  ["ABS", signature(1)],
  ["AND", signature(1, many)],
  ["AVERAGE", signature(1, many)],
  ["EXP", signature(1)],
  ["IF", signature(2, 3)],
  ["INT", signature(1)],
  ["LN", signature(1)],
  ["MAX", signature(1, many)],
  ["MEDIAN", signature(1, many)],
  ["MIN", signature(1, many)],
  ["NOT", signature(1)],
  ["OR", signature(1, many)],
  ["POWER", signature(2)],
  ["PRIOR", signature(1)],
  ["PRODUCT", signature(1, many)],
  ["ROUND", signature(2)],
  ["SIGN", signature(1)],
  ["SQRT", signature(1)],
  ["SUM", signature(1, many)],
]);

/** What takes whole columns in the measures of a table. */
export const columnFunctions: ReadonlyMap<string, FunctionSignature> = new Map([
  ["AVERAGE", signature(1)],
  ["COUNT", signature(1)],
  ["MAX", signature(1)],
  ["MIN", signature(1)],
  ["SUM", signature(1)],
  ["SUMPRODUCT", signature(2, 4)],
]);

/** What the measure of a table may call. */
export const measureFunctions: ReadonlyMap<string, FunctionSignature> = new Map([
  ...[...modelFunctions].filter(([name]) => name !== "PRIOR"),
  ["COUNT", signature(1)],
  ["SUMPRODUCT", signature(2, 4)],
]);

/** What the sheet plan may call besides: tests of cells, look-ups, finance. */
export const planFunctions: ReadonlyMap<string, FunctionSignature> = new Map([
  ...modelFunctions,
  ["COUNT", signature(1, 250)],
  ["COUNTIF", signature(2)],
  ["IFERROR", signature(2)],
  ["INDEX", signature(2, 3)],
  ["IRR", signature(1, 2)],
  ["ISERROR", signature(1)],
  ["ISNUMBER", signature(1)],
  ["MATCH", signature(2, 3)],
  ["NPV", signature(2, many)],
  ["RANK", signature(2, 3)],
  ["SUMIFS", signature(3, many)],
  ["SUMPRODUCT", signature(1, many)],
]);
