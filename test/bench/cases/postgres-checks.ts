import { assertAllows, authorizing, launchKeyturn, verifying } from '../harness/keyturn.ts';
import { POSTGRES_NOTE, withPostgres } from '../harness/postgres.ts';
import {
  CONNECTIONS,
  interleaved,
  p99,
  perSecond,
  processorTime,
  type RoundResult,
  type Side,
} from '../harness/rounds.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import { figure, ratio } from '../harness/stats.ts';
import { jsonWorld, postgresWorld } from '../harness/world.ts';
import type { Findings } from '../report/report.ts';
import { goalOf, withRange } from '../report/words.ts';
import type { Case } from './case.ts';

const KEYS = 1_000;
const WAYS = { '/v1/verify': verifying, authorize: authorizing };
type Way = keyof typeof WAYS;
const WAY_NAMES = Object.keys(WAYS) as Way[];
const STORES = ['JSON files', 'PostgreSQL'] as const;
type StoreName = (typeof STORES)[number];

export const postgresChecks: Case = {
  name: 'postgres-checks',
  title: 'PostgreSQL: checks with a warm cache',
  run: ({ pace, profileTo }) =>
    withPostgres(async (url) => {
      const servers: ServerProcess[] = [];
      const sides: Side[] = [];
      try {
        for (const store of STORES) {
          const isJson = store === 'JSON files';
          const world = await (isJson ? jsonWorld(KEYS) : postgresWorld(url, KEYS));
          const server = await launchKeyturn(world, profileTo);
          servers.push(server);
          await assertAllows(server.url, world);
          for (const way of WAY_NAMES) {
            sides.push({ name: nameOf(way, store), server, load: WAYS[way](world) });
          }
        }
        return findings(await interleaved(sides, pace, { stayAwake: true }));
      } finally {
        for (const server of servers) await server.stop();
      }
    }),
};

function nameOf(way: Way, store: StoreName): string {
  return `${way}, ${store}`;
}

function findings(results: Record<string, RoundResult[]>): Findings {
  const of = (way: Way, store: StoreName) => results[nameOf(way, store)] as RoundResult[];
  const share = (way: Way, store: StoreName) =>
    ratio(perSecond(of(way, store)), perSecond(of(way, 'JSON files')));
  const sides = WAY_NAMES.flatMap((way) => STORES.map((store) => ({ way, store })));
  return {
    goals: WAY_NAMES.map((way) =>
      goalOf(`${way} within 10 % of the JSON-file server (≥ 0.90)`, share(way, 'PostgreSQL'), {
        atLeast: 0.9,
      }),
    ),
    plots: [
      {
        name: 'postgres-checks',
        title: 'Checks with a warm cache, by store',
        scale: 'requests per second, as a ratio to the JSON-file server',
        bars: sides.map(({ way, store }) => ({
          label: nameOf(way, store),
          ...share(way, store),
          ...(store === 'PostgreSQL' && { goal: 0.9 }),
        })),
      },
    ],
    tables: [
      {
        title: '',
        columns: ['side', 'to JSON files', 'requests/s', 'p99, ms', 'processor time/request, µs'],
        rows: sides.map(({ way, store }) => [
          nameOf(way, store),
          withRange(share(way, store)),
          withRange(figure(perSecond(of(way, store)))),
          withRange(figure(p99(of(way, store)))),
          withRange(figure(processorTime(of(way, store)))),
        ]),
      },
    ],
    notes: [
      `${CONNECTIONS} connections, ${KEYS.toLocaleString('en-US')} keys, all of them in memory after the warm-up. Neither server is ever stopped, since the connection for notifications would not live through it; between their turns both get 7 s to write when the keys were last used. ${POSTGRES_NOTE}`,
    ],
  };
}
