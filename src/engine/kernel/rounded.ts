/** INT and ROUND, step by step as `wholePart` and `roundToPlaces` do them. */
import { exactFrom, lastDigits, scaleOf, wholeFrom } from "../../model/formula/rounding.ts";
import type { Graph } from "./graph.ts";
import type { Node } from "./node.ts";
import { Uncompilable } from "./values.ts";

export function wholePartOf(graph: Graph, of: Node): Node {
  return graph.floor(raised(graph, of, graph.absolute(of)));
}

export function rounded(graph: Graph, of: Node, places: Node): Node {
  if (places.operation !== "number") throw new Uncompilable("ROUND to a number of places that is calculated");
  const scale = scaleOf(places.value);
  if (scale === undefined) return places.value > 0 ? of : graph.zero;
  const tens = graph.number(scale);
  const [enlarged, reduced] = [(x: Node) => graph.multiply(x, tens), (x: Node) => graph.divide(x, tens)];
  const [there, back] = places.value < 0 ? [reduced, enlarged] : [enlarged, reduced];
  const scaled = there(graph.absolute(of));
  const whole = back(graph.floor(graph.add(raised(graph, scaled, scaled), graph.number(0.5), false)));
  const signed = graph.choose(graph.less(of, graph.zero), graph.negate(whole), whole);
  return graph.choose(graph.less(scaled, graph.number(wholeFrom)), signed, of);
}

/** By the last digits that a number of this size may lack. */
function raised(graph: Graph, of: Node, size: Node): Node {
  const more = graph.add(of, graph.multiply(size, graph.number(lastDigits)), false);
  return graph.choose(graph.less(size, graph.number(exactFrom)), more, of);
}
