import { assertAllows, authorizing, launchKeyturn, verifying } from '../harness/keyturn.ts';
import {
  interleaved,
  p99,
  perSecond,
  processorTime,
  type RoundResult,
  type Side,
} from '../harness/rounds.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import { figure, ratio } from '../harness/stats.ts';
import { jsonWorld, withKeysInUse } from '../harness/world.ts';
import type { Findings, Goal } from '../report/report.ts';
import { amount, percent, spread, withRange } from '../report/words.ts';
import type { Case } from './case.ts';

const WAYS = { '/v1/verify': verifying, authorize: authorizing };
type Way = keyof typeof WAYS;
const WAY_NAMES = Object.keys(WAYS) as Way[];

/** How many of the keys are asked for; null: every one. */
const IN_USE = [1_000, null];

interface Memory {
  rss: number;
  heap: number;
}

export const checkSizes: Case = {
  name: 'check-sizes',
  title: 'A check with 1,000 to 1,000,000 keys in memory',
  async run({ pace, quick, profileTo }) {
    const sizes = quick ? [1_000, 5_000, 20_000] : [1_000, 100_000, 1_000_000];
    const servers: ServerProcess[] = [];
    const memories: Memory[] = [];
    const sides: Side[] = [];
    try {
      for (const size of sizes) {
        const world = await jsonWorld(size);
        const server = await launchKeyturn(world, profileTo);
        servers.push(server);
        const { rss, heapUsed, external } = await server.ask('memory');
        memories.push({ rss, heap: heapUsed + external });
        await assertAllows(server.url, world);
        for (const { name, way, inUse } of sidesOf([size])) {
          const asked = inUse === null ? world : await withKeysInUse(world, inUse);
          sides.push({ name, server, load: WAYS[way](asked) });
        }
      }
      return findings(sizes, memories, await interleaved(sides, pace));
    } finally {
      for (const server of servers) await server.stop();
    }
  },
};

interface SizeSide {
  name: string;
  way: Way;
  inUse: number | null;
}

function sidesOf(sizes: number[]): SizeSide[] {
  return WAY_NAMES.flatMap((way) =>
    IN_USE.flatMap((inUse) =>
      sizes
        // Where all are in use anyway, there is nothing to compare.
        .filter((size) => inUse !== null || !IN_USE.includes(size))
        .map((size) => ({ name: nameOf(way, size, inUse), way, inUse })),
    ),
  );
}

function nameOf(way: Way, size: number, inUse: number | null): string {
  return `${way}, ${amount(size)} keys, ${inUse === null ? 'all' : amount(inUse)} in use`;
}

function findings(
  sizes: number[],
  memories: Memory[],
  results: Record<string, RoundResult[]>,
): Findings {
  const [smallest = 0] = sizes;
  const of = (way: Way, size: number, inUse: number | null) => {
    const name = nameOf(way, size, size === smallest ? smallest : inUse);
    return results[name] as RoundResult[];
  };
  const sides = sidesOf(sizes).map(({ name, way }) => ({
    name,
    results: results[name] as RoundResult[],
    toSmallest: ratio(
      perSecond(results[name] as RoundResult[]),
      perSecond(of(way, smallest, smallest)),
    ),
  }));
  const perKey = (kind: keyof Memory) => {
    const [first, last] = [memories[0] as Memory, memories.at(-1) as Memory];
    return (last[kind] - first[kind]) / ((sizes.at(-1) as number) - smallest);
  };
  const goals = WAY_NAMES.flatMap((way) =>
    IN_USE.map((inUse): Goal => {
      const apart = spread(sizes.map((size) => figure(perSecond(of(way, size, inUse)))));
      const which = inUse === null ? 'every key in use' : `${amount(inUse)} keys in use`;
      return {
        goal: `${way} within 10 % of each other at every size, ${which}`,
        measured: percent(apart),
        met: apart <= 0.1,
      };
    }),
  );
  return {
    goals: [
      ...goals,
      {
        goal: '≤ 600 bytes per key',
        measured: `${amount(perKey('heap'))} of heap, ${amount(perKey('rss'))} of resident memory`,
        met: perKey('heap') <= 600,
      },
    ],
    plots: [
      {
        name: 'check-sizes',
        title: 'A check, by the number of keys in memory',
        scale: `requests per second, as a ratio to the same with ${amount(smallest)} keys`,
        bars: sides.map(({ name, toSmallest }) => ({ label: name, ...toSmallest })),
      },
    ],
    tables: [
      {
        title: '',
        columns: [
          'side',
          `to ${amount(smallest)} keys`,
          'requests/s',
          'p99, ms',
          'longest, ms',
          'processor time/request, µs',
        ],
        rows: sides.map(({ name, toSmallest, results }) => [
          name,
          withRange(toSmallest),
          withRange(figure(perSecond(results))),
          withRange(figure(p99(results))),
          withRange(figure(results.map(({ latency }) => latency.max))),
          withRange(figure(processorTime(results))),
        ]),
      },
      {
        title: 'Memory, right after the start',
        columns: ['keys', 'heap, MiB', 'resident, MiB'],
        rows: sizes.map((size, index) => [
          amount(size),
          amount((memories[index] as Memory).heap / 2 ** 20),
          amount((memories[index] as Memory).rss / 2 ** 20),
        ]),
      },
    ],
    notes: [
      'Keys are asked for in turn, in no order of the store; a member has 100 keys. With all of a million in use, each check meets a key that no cache of the processor holds, and each goes on the record and gets its last use written: about a million lines and rows in the time of a million checks.',
      'Bytes per key: the difference between the largest and the smallest, of the heap (with what lies beside it, after a collection of garbage) and of the resident memory, which still holds what reading the files needed.',
      '“Longest” shows what else the server does meanwhile: every 5 s it writes when the keys were last used.',
    ],
  };
}
