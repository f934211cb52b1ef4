/**
 * The graph cut into segments: runs of nodes in an order in which each comes after what it reads. A segment is one function that goes
 * through a block of draws; what later segments read of it lies in a slot of memory, which is used again once nobody will.
 */
import { isConstant, type Node } from "./node.ts";

export interface Segment {
  readonly nodes: readonly Node[];
}

export interface Layout {
  readonly segments: readonly Segment[];
  /** The segment a node is computed in; constants and inputs are in none. */
  readonly segmentOf: ReadonlyMap<Node, number>;
  /** Of nodes that are read beyond their segment. */
  readonly slotOf: ReadonlyMap<Node, number>;
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

export function layOut(outputs: readonly Node[], segmentSize: number): Layout {
  const order = nodesBefore(outputs);
  const segments: Segment[] = [];
  for (let at = 0; at < order.length; at += segmentSize) segments.push({ nodes: order.slice(at, at + segmentSize) });
  const segmentOf = new Map(segments.flatMap(({ nodes }, index) => nodes.map(node => [node, index] as const)));
  const lastRead = new Map<Node, number>();
  for (const node of order) {
    const reader = segmentOf.get(node) ?? 0;
    for (const arg of node.args) {
      if (segmentOf.has(arg) && segmentOf.get(arg) !== reader)
        lastRead.set(arg, Math.max(lastRead.get(arg) ?? 0, reader));
    }
  }
  const { slotOf, slots } = givenSlots(segments, lastRead);
  return { segments, segmentOf, slotOf, slots };
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
      freedAfter.set(last, [...(freedAfter.get(last) ?? []), slot]);
    }
    free.push(...(freedAfter.get(index) ?? []));
  });
  return { slotOf, slots };
}
