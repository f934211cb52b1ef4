/**
 * One segment as a WebAssembly function over a block of draws, two draws at a time: which node is computed where, what is kept in a
 * local because it is read again, what is written to a slot or an output column.
 */
import { CodeBuffer } from "./code-buffer.ts";
import { type Addresses, compute, type Emitter } from "./emit-operation.ts";
import { isConstant, isRoutine, type Node } from "./node.ts";
import type { Layout, Segment } from "./segments.ts";
import { branchIf, i32, op, types, type ValueType, type WasmFunction } from "./wasm-bytes.ts";

/** Parameters and the counter, then locals of pairs. */
const [start, size, at, address] = [0, 1, 2, 3];
const firstPair = 4;

export class SegmentEmitter implements Emitter {
  readonly code = new CodeBuffer(firstPair);
  readonly addresses: Addresses;
  private readonly locals = new Map<Node, number>();
  private readonly reads = new Map<Node, number>();
  private readonly segment: Segment;
  private readonly layout: Layout;
  private readonly index: number;

  constructor(index: number, segment: Segment, layout: Layout, addresses: Addresses) {
    this.index = index;
    this.segment = segment;
    this.layout = layout;
    this.addresses = addresses;
    for (const node of segment.nodes) for (const arg of node.args) this.reads.set(arg, (this.reads.get(arg) ?? 0) + 1);
  }

  emit(): WasmFunction {
    const { code } = this;
    code.put(i32(0));
    code.set(at);
    code.put(op.loop);
    code.get(start);
    code.get(at);
    code.put(op.i32Add);
    code.set(address);
    for (const node of this.segment.nodes) if (this.isRoot(node)) this.statement(node);
    code.get(at);
    code.put(i32(16), op.i32Add);
    code.tee(at);
    code.get(size);
    code.put(op.i32LtU, branchIf(0), op.end);
    const pairs = Array.from({ length: code.pairs }, (): ValueType => types.v128);
    return {
      parameters: [types.i32, types.i32],
      results: [],
      locals: [types.i32, types.i32, ...pairs],
      body: code.written,
    };
  }

  /** Computed by a statement of its own: read more than once, or elsewhere, or by a routine that uses the scratch. */
  private isRoot(node: Node): boolean {
    return (
      (this.reads.get(node) ?? 0) !== 1 ||
      this.layout.slotOf(node) !== undefined ||
      isRoutine(node) ||
      this.addresses.outputs(node).length > 0
    );
  }

  private statement(node: Node): void {
    const { code } = this;
    const slot = this.layout.slotOf(node);
    compute(this, node);
    const local = code.newLocal();
    this.locals.set(node, local);
    code.set(local);
    if (slot !== undefined) {
      code.get(at);
      code.get(local);
      code.storePair(this.addresses.slot(slot));
    }
    for (const column of this.addresses.outputs(node)) {
      code.get(address);
      code.get(local);
      code.storePair(column);
    }
  }

  value(node: Node): void {
    const { code } = this;
    const local = this.locals.get(node);
    if (local !== undefined) code.get(local);
    else if (isConstant(node)) code.loadFrom(this.addresses.constant(node));
    else if (node.operation === "input") {
      code.get(address);
      code.loadPair(this.addresses.input(node.value));
    } else if (this.layout.segmentOf(node) !== this.index) this.fromSlot(node);
    else compute(this, node);
  }

  private fromSlot(node: Node): void {
    const slot = this.layout.slotOf(node);
    if (slot === undefined) throw new Error(`${node.operation} is read beyond its segment but has no slot`);
    this.code.get(at);
    this.code.loadPair(this.addresses.slot(slot));
    if ((this.reads.get(node) ?? 0) < 2) return;
    const local = this.code.newLocal();
    this.locals.set(node, local);
    this.code.tee(local);
  }

  number(value: number): void {
    this.code.loadFrom(this.addresses.number(value));
  }

  kept(node: Node): number {
    this.value(node);
    const known = this.locals.get(node);
    if (known !== undefined) return known;
    const local = this.code.newLocal();
    this.code.tee(local);
    return local;
  }

  taken(node: Node): number {
    this.value(node);
    const local = this.code.newLocal();
    this.code.set(local);
    return local;
  }
}
