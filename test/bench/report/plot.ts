/** Horizontal bars with the range of their rounds, as an SVG that suits light and dark. */
import type { Bar, Plot } from './report.ts';
import { amount, withRange } from './words.ts';

const WIDTH = 760;
const LABELS = 250;
const FIGURES = 180;
const ROW = 34;
const TOP = 64;
const BOTTOM = 40;
const LENGTH = WIDTH - LABELS - FIGURES;

// Cool neutrals and one teal; text 4.5 : 1, bars and what is drawn on them 3 : 1, in both themes.
const STYLE = `
  .ground { fill: #ffffff } .text { fill: #1e293b } .quiet { fill: #475569 }
  .bar { fill: #0f766e } .grid { stroke: #cbd5e1 } .range { stroke: #020617 } .goal { stroke: #b45309 } .goal-text { fill: #b45309 }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0f172a } .text { fill: #e2e8f0 } .quiet { fill: #94a3b8 }
    .bar { fill: #0d9488 } .grid { stroke: #334155 } .range { stroke: #f8fafc } .goal { stroke: #fbbf24 } .goal-text { fill: #fbbf24 }
  }
  text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif } .title { font-size: 15px; font-weight: 600 } .small { font-size: 12px }
`;

export function svg({ title, scale, bars, isLogarithmic = false }: Plot): string {
  const height = TOP + bars.length * ROW + BOTTOM;
  const axis = isLogarithmic ? logarithmic(bars) : linear(bars);
  const bottom = TOP + bars.length * ROW;
  const hasGoal = bars.some(({ goal }) => goal !== undefined);
  const parts = [
    `<rect class="ground" width="${WIDTH}" height="${height}" rx="6"/>`,
    `<text class="text title" x="16" y="26">${escaped(title)}</text>`,
    `<text class="quiet small" x="16" y="46">${escaped(scale)}${hasGoal ? ' · <tspan class="goal-text">┃ goal</tspan>' : ''}</text>`,
    ...axis.ticks.map((tick) => {
      const x = round(axis.at(tick));
      return `<line class="grid" x1="${x}" y1="${TOP - 6}" x2="${x}" y2="${bottom}"/><text class="quiet small" x="${x}" y="${bottom + 18}" text-anchor="middle">${amount(tick)}</text>`;
    }),
    ...bars.map((bar, index) => barOf(bar, TOP + index * ROW, axis.at)),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function barOf(bar: Bar, top: number, at: (value: number) => number): string {
  const middle = top + ROW / 2;
  const end = at(bar.median);
  const [from, to] = [round(at(bar.min)), round(at(bar.max))];
  return [
    `<text class="text" x="${LABELS - 10}" y="${middle + 4}" text-anchor="end">${escaped(bar.label)}</text>`,
    `<rect class="bar" x="${LABELS}" y="${top + 7}" width="${round(Math.max(1, end - LABELS))}" height="${ROW - 14}" rx="2"/>`,
    `<path class="range" fill="none" d="M${from} ${middle}H${to}M${from} ${middle - 4}v8M${to} ${middle - 4}v8"/>`,
    bar.goal === undefined
      ? ''
      : `<line class="goal" stroke-width="3" x1="${round(at(bar.goal))}" y1="${top + 3}" x2="${round(at(bar.goal))}" y2="${top + ROW - 3}"/>`,
    `<text class="text small" x="${WIDTH - FIGURES + 12}" y="${middle + 4}">${escaped(withRange(bar))}</text>`,
  ].join('');
}

interface Axis {
  at: (value: number) => number;
  ticks: number[];
}

function linear(bars: readonly Bar[]): Axis {
  const most = highest(bars);
  const step = niceStep(most / 4);
  const end = Math.ceil(most / step) * step;
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, index) => index * step);
  return { at: (value) => LABELS + (value / end) * LENGTH, ticks };
}

function logarithmic(bars: readonly Bar[]): Axis {
  const least = Math.min(...bars.map(({ min, goal = min }) => Math.min(min, goal)));
  const first = Math.floor(Math.log10(least));
  const last = Math.max(first + 1, Math.ceil(Math.log10(highest(bars))));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
  const at = (value: number) => LABELS + ((Math.log10(value) - first) / (last - first)) * LENGTH;
  return { at, ticks };
}

function highest(bars: readonly Bar[]): number {
  return Math.max(...bars.map(({ max, goal = max }) => Math.max(max, goal)));
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
