/** Figures in words. */
import type { Figure } from '../harness/stats.ts';
import type { Goal } from './report.ts';

/** Three significant digits, and whole numbers with their thousands apart. */
export function amount(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

export function median({ median }: Figure): string {
  return amount(median);
}

export function range({ min, max }: Figure): string {
  return `${amount(min)} – ${amount(max)}`;
}

/** "0.86 (0.84 – 0.87)" */
export function withRange(figure: Figure): string {
  return `${median(figure)} (${range(figure)})`;
}

/** A goal for the median: at least, or at most, `limit`. */
export function goalOf(
  goal: string,
  value: Figure,
  bound: { atLeast: number } | { atMost: number },
  unit = '',
): Goal {
  const { median } = value;
  const met = 'atLeast' in bound ? median >= bound.atLeast : median <= bound.atMost;
  return { goal, measured: `${withRange(value)}${unit}`, met };
}

/** How far the farthest of the medians is from the first, as a share of it. */
export function spread(figures: readonly Figure[]): number {
  const [first, ...others] = figures.map(({ median }) => median);
  if (first === undefined) throw new Error('Nothing to compare.');
  return Math.max(...others.map((other) => Math.abs(other / first - 1)));
}

export function percent(share: number): string {
  return `${amount(share * 100)} %`;
}
