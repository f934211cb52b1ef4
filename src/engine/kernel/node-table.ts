/** The nodes of a graph, each written once: equal operations on equal arguments are one node, operations on constants are done at once. */
import { anyNumber, type Bounds, exactly } from "./bounds.ts";
import { foldNumbers } from "./fold.ts";
import { isConstant, type Node, type Operation } from "./node.ts";

const nothing: readonly Node[] = [];
const noCodes: readonly number[] = [];

/** Of no number at all: neutral where bounds are united. */
const noNumber: Bounds = {
  low: Number.POSITIVE_INFINITY,
  high: Number.NEGATIVE_INFINITY,
  tiny: Number.POSITIVE_INFINITY,
};

export interface MixedParts {
  readonly bounds: Bounds;
  readonly codes: readonly number[];
  readonly numeric: boolean;
}

export class NodeTable {
  private readonly nodes: Node[] = [];
  private readonly numbers = new Map<number, Node>();
  private readonly codesKnown = new Map<number, Node>();
  private readonly inputs = new Map<number, Node>();
  /** Places in `nodes` plus 1, by hash; 0 is free. */
  private slots = new Int32Array(1 << 12);

  readonly yes = this.added("truth", nothing, 1, "truth", anyNumber, noCodes, false);
  readonly no = this.added("truth", nothing, 0, "truth", anyNumber, noCodes, false);
  readonly zero = this.number(0);
  readonly one = this.number(1);
  /** What stands where no number is looked at. */
  readonly idle = this.number(Number.NaN);

  get size(): number {
    return this.nodes.length;
  }

  input(index: number, bounds: Bounds): Node {
    const known = this.inputs.get(index) ?? this.added("input", nothing, index, "number", bounds, noCodes, true);
    this.inputs.set(index, known);
    return known;
  }

  number(value: number): Node {
    const known = this.numbers.get(value);
    if (known) return known;
    const bounds = Number.isFinite(value) ? exactly(value) : noNumber;
    const node = this.added("number", nothing, value === 0 ? 0 : value, "number", bounds, noCodes, true);
    this.numbers.set(value, node);
    return node;
  }

  truth(value: boolean): Node {
    return value ? this.yes : this.no;
  }

  code(code: number): Node {
    const known = this.codesKnown.get(code) ?? this.added("code", nothing, code, "mixed", anyNumber, [code], false);
    this.codesKnown.set(code, known);
    return known;
  }

  /** An operation that gives a number; its bounds are found only where it is new. */
  protected numeric(operation: Operation, args: readonly Node[], bounds: () => Bounds, value = 0): Node {
    if (args.every(isConstant)) {
      const folded = folding(operation, args, value);
      // A constant that no cell can hold is made infinite: not a number means idle here.
      if (folded !== undefined) return this.number(Number.isNaN(folded) ? Number.POSITIVE_INFINITY : folded);
    }
    const slot = this.slotOf(operation, args, value);
    return this.at(slot) ?? this.kept(slot, this.added(operation, args, value, "number", bounds(), noCodes, true));
  }

  protected truthOf(operation: Operation, args: readonly Node[]): Node {
    if (args.every(isConstant)) {
      const folded = folding(operation, args, 0);
      if (folded !== undefined) return this.truth(folded === 1);
    }
    const slot = this.slotOf(operation, args, 0);
    return this.at(slot) ?? this.kept(slot, this.added(operation, args, 0, "truth", anyNumber, noCodes, false));
  }

  protected mixed(operation: Operation, args: readonly Node[], parts: () => MixedParts, value = 0): Node {
    const slot = this.slotOf(operation, args, value);
    const known = this.at(slot);
    if (known) return known;
    const { bounds, codes, numeric } = parts();
    return this.kept(slot, this.added(operation, args, value, "mixed", bounds, codes, numeric));
  }

  private added(
    operation: Operation,
    args: readonly Node[],
    value: number,
    type: Node["type"],
    bounds: Bounds,
    codes: readonly number[],
    numeric: boolean,
  ): Node {
    const node: Node = { id: this.nodes.length, operation, args, value, type, bounds, codes, numeric };
    this.nodes.push(node);
    return node;
  }

  private at(slot: number): Node | undefined {
    return this.nodes[(this.slots[slot] ?? 0) - 1];
  }

  /** Where an operation stands, or the free slot where it would. */
  private slotOf(operation: Operation, args: readonly Node[], value: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hashOf(operation, args, value) & mask; ; slot = (slot + 1) & mask) {
      const node = this.at(slot);
      if (!node || isSame(node, operation, args, value)) return slot;
    }
  }

  private kept(slot: number, node: Node): Node {
    this.slots[slot] = node.id + 1;
    if (2 * this.nodes.length > this.slots.length) this.grow();
    return node;
  }

  private grow(): void {
    this.slots = new Int32Array(4 * this.slots.length);
    for (const { id, operation, args, value } of this.nodes)
      if (args.length > 0) this.slots[this.slotOf(operation, args, value)] = id + 1;
  }
}

function folding(operation: Operation, args: readonly Node[], value: number): number | undefined {
  return foldNumbers(
    operation,
    args.map(arg => arg.value),
    value,
  );
}

function hashOf(operation: Operation, args: readonly Node[], value: number): number {
  let hash = Math.imul(operation.length, 0x9e3779b1) ^ operation.charCodeAt(0) ^ (value * 64);
  for (let at = 0; at < args.length; at++) hash = Math.imul(hash ^ (args[at]?.id ?? 0), 0x85ebca6b) ^ (hash >>> 15);
  return hash ^ (hash >>> 13);
}

function isSame(node: Node, operation: Operation, args: readonly Node[], value: number): boolean {
  if (node.operation !== operation || node.value !== value || node.args.length !== args.length) return false;
  for (let at = 0; at < args.length; at++) if (node.args[at] !== args[at]) return false;
  return true;
}
