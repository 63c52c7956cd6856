import { compiled, KEYTURN_MAIN } from '../harness/build.ts';
import { firstAnswer } from '../harness/first-answer.ts';
import { checkCode } from '../harness/keyturn.ts';
import { tell } from '../harness/rounds.ts';
import { figure, ratio } from '../harness/stats.ts';
import { jsonWorld } from '../harness/world.ts';
import type { Findings } from '../report/report.ts';
import { amount, goalOf, withRange } from '../report/words.ts';
import type { Case } from './case.ts';

interface Side {
  name: string;
  /** Milliseconds to the first answer. */
  measure: () => Promise<number>;
}

/** In milliseconds. */
const GOAL = 1_500;

export const start: Case = {
  name: 'start',
  title: 'From start to first answer',
  async run({ pace, quick }) {
    const sizes = quick ? [1_000, 5_000] : [1_000, 100_000];
    const bare: Side = {
      name: 'bare node:http',
      measure: () =>
        firstAnswer(compiled('servers/bare-http'), {}, async (url) => (await fetch(url)).ok),
    };
    const sides = [bare, ...(await Promise.all(sizes.map(keyturn)))];
    const results = new Map(sides.map(({ name }) => [name, [] as number[]]));
    for (let round = 0; round < pace.rounds; round++) {
      for (const { name, measure } of sides) {
        const took = await measure();
        results.get(name)?.push(took);
        tell(round, pace.rounds, name, `${amount(took)} ms`);
      }
    }
    return findings(results);
  },
};

async function keyturn(size: number): Promise<Side> {
  const world = await jsonWorld(size);
  return {
    name: `Keyturn, ${amount(size)} keys`,
    measure: () =>
      firstAnswer(
        KEYTURN_MAIN,
        world.environment,
        async (url) => (await checkCode(url, world, world.someSecret)) === 'valid',
      ),
  };
}

function findings(results: ReadonlyMap<string, number[]>): Findings {
  const sides = [...results].map(([name, times]) => ({ name, times }));
  const [bare = { times: [] }] = sides;
  const last = sides.at(-1) ?? { name: '', times: [] };
  return {
    goals: [goalOf(`${last.name}: ≤ 1.5 s`, figure(last.times), { atMost: GOAL }, ' ms')],
    plots: [
      {
        name: 'start',
        title: 'From start to first answer',
        scale: 'milliseconds',
        bars: sides.map(({ name, times }) => ({
          label: name,
          ...figure(times),
          ...(name === last.name && { goal: GOAL }),
        })),
      },
    ],
    tables: [
      {
        title: '',
        columns: ['side', 'to bare node:http', 'milliseconds'],
        rows: sides.map(({ name, times }) => [
          name,
          withRange(ratio(times, bare.times)),
          withRange(figure(times)),
        ]),
      },
    ],
    notes: [
      'From the start of the process to the answer that a key is valid, asked for every 2 ms; the folder was left by a normal stop, and its files are in the system’s cache. One process after the other, none beside it.',
    ],
  };
}
