/** What is said of a figure that was taken in several rounds. */
export interface Figure {
  median: number;
  min: number;
  max: number;
}

/** Throws when there are none. */
export function figure(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) throw new Error('No rounds, no figure.');
  return { median: percentile(sorted, 50), min: sorted[0] as number, max: sorted.at(-1) as number };
}

/** Each round's value by the same round's `others`: both met the machine in the same mood. */
export function ratio(values: readonly number[], others: readonly number[]): Figure {
  return figure(values.map((value, round) => value / (others[round] as number)));
}

/** Of sorted values; between two of them by their distance. */
export function percentile(sorted: readonly number[], percent: number): number {
  const at = ((sorted.length - 1) * percent) / 100;
  const low = sorted[Math.floor(at)] as number;
  const high = sorted[Math.ceil(at)] as number;
  return low + (high - low) * (at - Math.floor(at));
}
