import type { KeyDay } from '../../../../shared/contract/requests.ts';
import { fullTabWords } from '../../../words/full-tab-words.ts';
import { bars, everyDay } from './days.ts';

const COUNT = 30;
const HEIGHT = 48;
const STEP = 10;
const WIDTH = 8;

/** Allowed and refused by day; for readers the same as a table. */
export function DaysChart({ days, now }: { days: KeyDay[]; now: number }) {
  const said = fullTabWords.record;
  const all = everyDay(days, now, COUNT);
  const sum = (of: 'allowed' | 'refused') => all.reduce((total, day) => total + day[of], 0);
  const used = all.filter(({ allowed, refused }) => allowed + refused > 0);
  if (used.length === 0) return <p class="quiet">{said.none}</p>;
  return (
    <figure class="chart">
      <svg
        class="chart__bars"
        viewBox={`0 0 ${COUNT * STEP} ${HEIGHT + 2}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {bars(all, HEIGHT).map(({ day, allowed, refused }, at) => (
          <g key={day}>
            <rect
              class="chart__allowed"
              x={at * STEP}
              y={HEIGHT - allowed}
              width={WIDTH}
              height={allowed}
            />
            <rect
              class="chart__refused"
              x={at * STEP}
              y={HEIGHT - allowed - refused}
              width={WIDTH}
              height={refused}
            />
          </g>
        ))}
        <path class="chart__ground" d={`M0 ${HEIGHT + 0.5}h${COUNT * STEP}`} />
      </svg>
      <figcaption class="small quiet">{said.summary(sum('allowed'), sum('refused'))}</figcaption>
      <table class="for-readers">
        <caption>{said.daysTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{said.day}</th>
            <th scope="col">{said.allowed}</th>
            <th scope="col">{said.refused}</th>
          </tr>
        </thead>
        <tbody>
          {used.map(({ day, allowed, refused }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{allowed}</td>
              <td>{refused}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
