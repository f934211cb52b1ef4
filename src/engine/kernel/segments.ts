/**
 * The graph cut into segments: runs of nodes in an order in which each comes after what it reads. A segment is one function that goes
 * through a block of draws; what later segments read of it lies in a slot of memory, which is used again once nobody will.
 */
import { isConstant, type Node } from "./node.ts";

export interface Segment {
  readonly nodes: readonly Node[];
}

export interface Layout {
  readonly order: readonly Node[];
  readonly segments: readonly Segment[];
  /** The segment a node is computed in; undefined for constants and inputs. */
  segmentOf(node: Node): number | undefined;
  /** Where a node lies that is read beyond its segment. */
  slotOf(node: Node): number | undefined;
  readonly slots: number;
}

const isLeaf = (node: Node): boolean => isConstant(node) || node.operation === "input";

/** What the outputs need, each node after its arguments. */
export function nodesBefore(outputs: readonly Node[]): Node[] {
  const order: Node[] = [];
  const seen: boolean[] = [];
  const stack: Node[] = [];
  /** How many arguments of the node at the same place on the stack have been seen to. */
  const done: number[] = [];
  const enter = (node: Node) => {
    if (seen[node.id] || isLeaf(node)) return;
    seen[node.id] = true;
    stack.push(node);
    done.push(0);
  };
  for (const output of outputs) {
    enter(output);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const at = done[stack.length - 1] ?? 0;
      const arg = top.args[at];
      done[stack.length - 1] = at + 1;
      if (arg) enter(arg);
      else {
        order.push(top);
        stack.pop();
        done.pop();
      }
    }
  }
  return order;
}

/** `order` has each node after its arguments. */
export function layOut(order: readonly Node[], segmentSize: number): Layout {
  const segments: Segment[] = [];
  for (let at = 0; at < order.length; at += segmentSize) segments.push({ nodes: order.slice(at, at + segmentSize) });
  const segmentOf: (number | undefined)[] = [];
  order.forEach(({ id }, at) => {
    segmentOf[id] = Math.floor(at / segmentSize);
  });
  const lastRead: (number | undefined)[] = [];
  order.forEach(({ args }, at) => {
    const reader = Math.floor(at / segmentSize);
    for (const { id } of args) if (segmentOf[id] !== undefined && segmentOf[id] !== reader) lastRead[id] = reader;
  });
  const { slotOf, slots } = givenSlots(segments, lastRead);
  return { order, segments, segmentOf: ({ id }) => segmentOf[id], slotOf: ({ id }) => slotOf[id], slots };
}

/** `lastRead`: by node, the last segment beyond its own that reads it. */
function givenSlots(segments: readonly Segment[], lastRead: readonly (number | undefined)[]) {
  const slotOf: (number | undefined)[] = [];
  const freedAfter = new Map<number, number[]>();
  const free: number[] = [];
  let slots = 0;
  segments.forEach(({ nodes }, index) => {
    for (const { id } of nodes) {
      const last = lastRead[id];
      if (last === undefined) continue;
      const slot = free.pop() ?? slots++;
      slotOf[id] = slot;
      const freed = freedAfter.get(last);
      if (freed) freed.push(slot);
      else freedAfter.set(last, [slot]);
    }
    free.push(...(freedAfter.get(index) ?? []));
  });
  return { slotOf, slots };
}
