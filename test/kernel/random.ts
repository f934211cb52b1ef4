/** Draws for the property tests: seeded, ordinary and nasty ones mixed. */
import type { PlannedCell } from "../../src/engine/plan/plan.ts";

/** 0..1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const nasty = [0, 0, -1, 1, 1e12, -1e12, 1e-9, 1e-300, 1e200, 0.5, 2];

/** One value for each input; `round` chooses how far from the plan's own values. */
export function drawOf(inputs: readonly PlannedCell[], round: number, random: () => number): number[] {
  const own = inputs.map(({ content }) => (content.kind === "input" ? (content.value ?? 1) : 0));
  const pick = () => nasty[Math.floor(random() * nasty.length)] ?? 0;
  return inputs.map((cell, index) => {
    const value = own[index] ?? 0;
    if (cell.name === "discount_rate") return round % 4 === 0 ? value : random() * 1.5 - 0.5;
    switch (round % 6) {
      case 0:
        return value * (0.7 + 0.6 * random());
      case 1:
        return random() < 0.03 ? pick() : value * (0.5 + random());
      case 2:
        return random() < 0.3 ? pick() : value;
      case 3:
        return value * (random() < 0.2 ? -1 : 1) * (random() < 0.1 ? 0 : 3 * random());
      case 4:
        // Targets as their baselines: nothing promised.
        return /_target$/.test(cell.name ?? "") && random() < 0.5
          ? (own[index - 1] ?? value)
          : value * (0.9 + 0.2 * random());
      default:
        return random() < 0.02 ? pick() : value * random() * 40;
    }
  });
}
