/** Where everything of a kernel lies in its memory: scratch, constants, slots, input columns, output columns, all at multiples of 16. */
import { bitsOf, codes } from "./codes.ts";
import type { Addresses } from "./emit-operation.ts";
import { isConstant, isRoutine, type Node } from "./node.ts";
import type { Layout } from "./segments.ts";

/** Draws in memory at a time: smaller batches cost more calls than they save in the cache (measured: 64 to 1,024). */
export const batchSize = 1024;
/**
 * Draws in work at a time, so that what segments leave for each other stays in the cache; with fewer, a large plan would spend its time
 * fetching its own code again and again (measured: 64 to 256, with 3,000 and 270,000 operations).
 */
export const blockSize = 128;
const columnBytes = batchSize * 8;
/** At most so many numbers that instructions themselves need. */
const ownNumbers = 8;

export class MemoryLayout implements Addresses {
  readonly scratch = 0;
  readonly end: number;
  readonly inputs = new Map<number, number>();
  private readonly numbers = new Map<number, number>();
  private readonly codesAt = new Map<number, number>();
  private readonly columns = new Map<Node, readonly number[]>();
  private readonly constantsAt: number;
  private readonly slotsAt: number;
  private readonly outputsAt: number;

  constructor(layout: Layout, outputs: readonly Node[], inputs: readonly number[]) {
    this.constantsAt =
      16 * layout.order.reduce((most, node) => Math.max(most, isRoutine(node) ? node.args.length : 0), 0);
    this.slotsAt = this.constantsAt + 16 * (constantsOf(layout.order, outputs) + ownNumbers);
    const inputsAt = this.slotsAt + layout.slots * blockSize * 8;
    for (const input of inputs) this.inputs.set(input, inputsAt + this.inputs.size * columnBytes);
    this.outputsAt = inputsAt + this.inputs.size * columnBytes;
    this.end = this.outputsAt + outputs.length * columnBytes;
    outputs.forEach((node, index) => void this.columns.set(node, [...this.outputs(node), this.outputColumn(index)]));
  }

  outputColumn(index: number): number {
    return this.outputsAt + index * columnBytes;
  }

  outputs(node: Node): readonly number[] {
    return this.columns.get(node) ?? nowhere;
  }

  slot(slot: number): number {
    return this.slotsAt + slot * blockSize * 8;
  }

  input(index: number): number {
    const at = this.inputs.get(index);
    if (at === undefined) throw new Error(`input ${index} was not read when formulas were lowered`);
    return at;
  }

  number(value: number): number {
    const at = this.numbers.get(value) ?? this.nextConstant();
    this.numbers.set(value, at);
    return at;
  }

  code(code: number): number {
    const at = this.codesAt.get(code) ?? this.nextConstant();
    this.codesAt.set(code, at);
    return at;
  }

  constant({ operation, value }: Node): number {
    if (operation === "number") return this.number(value);
    if (operation === "truth") return value === 1 ? this.code(allOnes) : this.number(0);
    return this.code(value);
  }

  writeConstants(memory: ArrayBuffer): void {
    for (const [value, at] of this.numbers) new Float64Array(memory, at, 2).fill(value);
    for (const [code, at] of this.codesAt) new BigUint64Array(memory, at, 2).fill(bitsOfCode(code));
  }

  /** Fills the column of an output that is the same for every draw. */
  fillColumn(memory: ArrayBuffer, { operation, value }: Node, at: number): void {
    if (operation === "number") new Float64Array(memory, at, batchSize).fill(value);
    else new BigUint64Array(memory, at, batchSize).fill(bitsOf(value));
  }

  private nextConstant(): number {
    const at = this.constantsAt + 16 * (this.numbers.size + this.codesAt.size);
    if (at >= this.slotsAt) throw new Error("more constants than places for them");
    return at;
  }
}

const nowhere: readonly number[] = [];
/** What a true condition is, in the place of a code. */
const allOnes = -1;
const bitsOfCode = (code: number): bigint => (code === allOnes ? 0xffffffffffffffffn : bitsOf(code));

/** At most how many constants there are; those of the instructions themselves come on top. */
function constantsOf(order: readonly Node[], outputs: readonly Node[]): number {
  const constants = new Set<Node>(outputs.filter(isConstant));
  let counts = 0;
  for (const node of order) {
    for (const arg of node.args) if (isConstant(arg)) constants.add(arg);
    if (node.operation === "count") counts += 1;
  }
  return constants.size + counts + Object.keys(codes).length;
}
