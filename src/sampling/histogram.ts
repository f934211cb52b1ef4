/** Equal bars with edges that read well: whole multiples of 1, 2, 2.5 or 5 times a power of ten. */

export interface Histogram {
  /** One more than `counts`; bar i holds edges[i] ≤ value < edges[i + 1], the last one its upper edge too. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Numbers outside the bars: far outliers, which would squeeze all others into one bar. */
  readonly below: number;
  readonly above: number;
}

/** Bars reach from min to max, but no further than this many times p95 − p5 beyond either. */
const REACH = 2;

/** Numbers that differ by less than this part of their size are one bar: finer edges could not be told apart. */
const LEAST_RANGE = 1e-12;

/** Of finite numbers; `p5` and `p95` are their percentiles, `bins` the most bars. */
export function histogram(
  numbers: Float64Array,
  min: number,
  max: number,
  p5: number,
  p95: number,
  bins: number,
): Histogram {
  const spread = p95 - p5;
  const from = spread > 0 ? Math.max(min, p5 - REACH * spread) : min;
  const to = spread > 0 ? Math.min(max, p95 + REACH * spread) : max;
  if (to - from <= Math.max(LEAST_RANGE * Math.max(Math.abs(from), Math.abs(to)), 1e-300))
    return { edges: [min, max], counts: [numbers.length], below: 0, above: 0 };
  const { edges, multiple, scale, divided } = niceEdges(from, to, bins);
  const first = edges[0] ?? from;
  const last = edges.at(-1) ?? to;
  const counts = new Array<number>(edges.length - 1).fill(0);
  const step = divided ? multiple / scale : multiple * scale;
  let [below, above] = [0, 0];
  for (const value of numbers) {
    if (value < first) below++;
    else if (value > last) above++;
    else {
      let bar = Math.min(Math.floor((value - first) / step), counts.length - 1);
      // The division rounds; the printed edges decide.
      if (value < (edges[bar] ?? first)) bar--;
      else if (bar + 1 < counts.length && value >= (edges[bar + 1] ?? last)) bar++;
      counts[bar] = (counts[bar] ?? 0) + 1;
    }
  }
  return { edges, counts, below, above };
}

interface Edges {
  readonly edges: readonly number[];
  /** The step is multiple × scale, or ÷ scale: dividing by a power of ten keeps 0.3 at 0.3. */
  readonly multiple: number;
  readonly scale: number;
  readonly divided: boolean;
}

/** The finest nice step that covers from…to with at most `bins` bars. */
function niceEdges(from: number, to: number, bins: number): Edges {
  const exponent = Number(((to - from) / bins).toExponential().split("e")[1]);
  for (let e = exponent; ; e++)
    for (const multiple of [1, 2, 2.5, 5]) {
      const divided = e < 0;
      const scale = Number(`1e${Math.abs(e)}`);
      const edge = (k: number) => (divided ? (k * multiple) / scale : k * multiple * scale);
      const start = Math.floor(divided ? (from * scale) / multiple : from / (multiple * scale));
      const end = Math.ceil(divided ? (to * scale) / multiple : to / (multiple * scale));
      const bars = Math.max(end - start, 1);
      if (bars <= bins || e > exponent + 2)
        return { edges: Array.from({ length: bars + 1 }, (_, k) => edge(start + k)), multiple, scale, divided };
    }
}
