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
  const seen = new Set<Node>();
  for (const output of outputs) {
    const stack = [{ node: output, next: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1);
      if (!top) break;
      const arg = top.node.args[top.next];
      if (seen.has(top.node) || isLeaf(top.node)) stack.pop();
      else if (arg) {
        top.next += 1;
        stack.push({ node: arg, next: 0 });
      } else {
        seen.add(top.node);
        order.push(top.node);
        stack.pop();
      }
    }
  }
  return order;
}

/** `order` has each node after its arguments. */
export function layOut(order: readonly Node[], segmentSize: number): Layout {
  const segments: Segment[] = [];
  for (let at = 0; at < order.length; at += segmentSize) segments.push({ nodes: order.slice(at, at + segmentSize) });
  const segmentOf = new Map<Node, number>();
  order.forEach((node, at) => void segmentOf.set(node, Math.floor(at / segmentSize)));
  const lastRead = new Map<Node, number>();
  order.forEach((node, at) => {
    const reader = Math.floor(at / segmentSize);
    for (const arg of node.args) {
      const own = segmentOf.get(arg);
      if (own !== undefined && own !== reader) lastRead.set(arg, reader);
    }
  });
  const { slotOf, slots } = givenSlots(segments, lastRead);
  return {
    order,
    segments,
    segmentOf: node => segmentOf.get(node),
    slotOf: node => slotOf.get(node),
    slots,
  };
}

function givenSlots(segments: readonly Segment[], lastRead: ReadonlyMap<Node, number>) {
  const slotOf = new Map<Node, number>();
  const freedAfter = new Map<number, number[]>();
  const free: number[] = [];
  let slots = 0;
  segments.forEach(({ nodes }, index) => {
    for (const node of nodes) {
      const last = lastRead.get(node);
      if (last === undefined) continue;
      const slot = free.pop() ?? slots++;
      slotOf.set(node, slot);
      const freed = freedAfter.get(last);
      if (freed) freed.push(slot);
      else freedAfter.set(last, [slot]);
    }
    free.push(...(freedAfter.get(index) ?? []));
  });
  return { slotOf, slots };
}
