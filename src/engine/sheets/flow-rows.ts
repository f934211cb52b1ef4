/** Rows over the periods: one after another, one formula along all periods. */
import type { Place } from "../../finding/finding.ts";
import type { Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { formula, range, whereAllNumbers } from "../plan/formula.ts";
import type { CellRef, Format, PlanFormula, RangeRef, Role } from "../plan/plan.ts";
import { joinTexts, type PlanContext } from "./context.ts";
import type { LineCells } from "./value-lines.ts";

/** The column of the build; the periods follow. */
export const firstColumn = 3;

/** A row over all periods; `cells[0]` is the build. */
export interface Line {
  readonly cells: readonly CellRef[];
  readonly range: RangeRef;
  readonly total?: CellRef;
}

export interface LineOptions {
  readonly figure?: string;
  /** A row of its own figures: `benefit.first-time-fix-rate` gives benefit.first-time-fix-rate.1, .total, .presentValue. */
  readonly own?: string;
  readonly total?: boolean;
  /** The row of discount factors: gives its present value too. */
  readonly factor?: Line;
  readonly origin?: Place;
}

export type CashKey = Extract<Parameters<typeof words>[0], `cash.${string}` | `charts.${string}` | "inputs.ramp-share">;

/** Writes one row after another, the same formula in each period. */
export class RowWriter {
  at: number;
  readonly cells: SheetBuilder;
  /** Before the key of each figure. */
  readonly prefix: string;
  private readonly context: PlanContext;

  constructor(context: PlanContext, cells: SheetBuilder, top: number, prefix = "") {
    this.context = context;
    this.cells = cells;
    this.at = top;
    this.prefix = prefix;
  }

  /** The heads of the columns: total, build, periods, state. */
  heads(row: number): void {
    this.cells.label(row, 1, words("cash.period"), "column-head");
    this.cells.label(row, 2, words("cash.total"), "column-head");
    this.context.periods.forEach(
      (period, index) =>
        void this.cells.label(
          row,
          firstColumn + index,
          index === 0 ? words("cash.build") : period.label,
          "column-head",
        ),
    );
    this.cells.label(row, this.stateColumn, words("cash.state"), "column-head");
  }

  private get stateColumn(): number {
    return firstColumn + this.context.periods.length;
  }

  readonly next = (title: CashKey): void => {
    this.at += 1;
    this.cells.label(this.at, 1, words(title as "cash.benefits"), "section", {
      across: 2 + this.context.periods.length,
    });
    this.at += 1;
  };

  constants(title: CashKey, value: (period: PlanContext["periods"][number]) => number): (index: number) => CellRef {
    const row = this.at;
    this.cells.label(row, 1, words(title as "cash.year"), "row-head");
    this.context.periods.forEach(
      (period, index) => void this.cells.label(row, firstColumn + index, value(period), "unit"),
    );
    this.at += 1;
    return index => this.cells.ref(row, firstColumn + index);
  }

  line(
    title: CashKey | Text,
    role: Role,
    format: Format,
    of: (index: number) => PlanFormula,
    options: LineOptions = {},
  ): Line {
    const row = this.at;
    const text =
      typeof title === "string" && /^(?:cash|charts|inputs)\./.test(title)
        ? words(title as "cash.year")
        : (title as Text);
    this.cells.label(row, 1, text, role === "total" ? "total" : "row-head", { origin: options.origin });
    const all = this.context.periods.map((_, index) =>
      this.cells.formula(row, firstColumn + index, of(index), role, {
        format,
        origin: options.origin,
        ...(options.figure ? { figure: `${this.prefix}period.${index}.${options.figure}` } : {}),
        ...(options.own ? { figure: `${options.own}.${index}` } : {}),
      }),
    );
    const over = range(
      this.cells.ref(row, firstColumn),
      this.cells.ref(row, firstColumn + this.context.periods.length - 1),
    );
    this.at += 1;
    const { gap } = this.context.words;
    if (options.factor) {
      const discounted = formula`=SUMPRODUCT(${over},${options.factor.range})`;
      this.cells.formula(row, this.stateColumn + 1, whereAllNumbers(over, discounted, gap), role, {
        format,
        ...(options.own ? { figure: `${options.own}.presentValue` } : {}),
      });
    }
    if (!options.total) return { cells: all, range: over };
    const total = this.cells.formula(row, 2, whereAllNumbers(over, formula`=SUM(${over})`, gap), role, {
      format,
      ...(options.figure ? { figure: `${this.prefix}total.${options.figure}` } : {}),
      ...(options.own ? { figure: `${options.own}.total` } : {}),
    });
    return { cells: all, range: over, total };
  }

  /** A row for each line of value; they fold away under their total. */
  detail(
    lines: readonly LineCells[],
    of: (line: LineCells, index: number) => PlanFormula,
    { own, factor }: { readonly own: "benefit" | "cash"; readonly factor: Line },
  ): Line[] {
    const written = lines.map(line => {
      const { indicator } = line.indicator;
      const title =
        line.line.name && indicator.monetization.length > 1
          ? joinTexts([indicator.name, line.line.name], " · ")
          : indicator.name;
      return this.line(title, "calculated", "money", index => of(line, index), {
        origin: line.line.formula.place,
        own: ownName(own, line),
        factor,
        total: true,
      });
    });
    this.fold(lines.length);
    return written;
  }

  fold(count: number): void {
    this.cells.detail(this.at - count, this.at - 1);
  }
}

/** benefit.first-time-fix-rate; with the line's id where the indicator has several. */
function ownName(own: "benefit" | "cash", { indicator, line }: LineCells): string {
  const { id, monetization } = indicator.indicator;
  return monetization.length === 1 ? `${own}.${id}` : `${own}.${id}.${line.id}`;
}

export function cellOf(line: Line, index: number): CellRef {
  const cell = line.cells[index];
  if (!cell) throw new Error(`no period ${index} in the row`);
  return cell;
}
