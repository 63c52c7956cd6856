import { compiled } from '../harness/build.ts';
import { creating, launchKeyturn } from '../harness/keyturn.ts';
import { POSTGRES_NOTE, withPostgres } from '../harness/postgres.ts';
import {
  CONNECTIONS,
  looped,
  measured,
  p99,
  perSecond,
  processorTime,
  type RoundResult,
  type Side,
  tell,
} from '../harness/rounds.ts';
import { launch, type ServerProcess } from '../harness/server-process.ts';
import { figure, ratio } from '../harness/stats.ts';
import { postgresWorld } from '../harness/world.ts';
import type { Findings } from '../report/report.ts';
import { amount, goalOf, withRange } from '../report/words.ts';
import type { Case, Run } from './case.ts';

const NAMES = ['INSERT loop', 'INSERT behind bare node:http', 'Keyturn'] as const;
type Name = (typeof NAMES)[number];

interface Turn {
  name: Name;
  server: ServerProcess;
  load: (seconds: number) => Promise<RoundResult>;
}

export const postgresCreates: Case = {
  name: 'postgres-creates',
  title: 'PostgreSQL: creates over HTTP',
  run: (run) =>
    withPostgres(async (url) => {
      const turns = await startAll(url, run.profileTo);
      try {
        return findings(await inTurns(turns, run));
      } finally {
        for (const { server } of turns) await server.stop();
      }
    }),
};

async function startAll(url: string, profileTo: Run['profileTo']): Promise<Turn[]> {
  const world = await postgresWorld(url, 1_000);
  const insert = (way: string) => launch({ script: compiled('servers/insert'), args: [url, way] });
  const [loop, http, keyturn] = [
    await insert('loop'),
    await insert('http'),
    await launchKeyturn(world, profileTo),
  ];
  const loaded = (name: Name, side: Pick<Side, 'server' | 'load'>): Turn => ({
    name,
    server: side.server,
    load: (seconds) => measured(side, seconds),
  });
  const load = creating(world);
  return [
    { name: 'INSERT loop', server: loop, load: (seconds) => looped(loop, seconds) },
    loaded('INSERT behind bare node:http', { server: http, load }),
    loaded('Keyturn', { server: keyturn, load }),
  ];
}

async function inTurns(turns: Turn[], { pace }: Run): Promise<Record<Name, RoundResult[]>> {
  const { rounds, warmUpSeconds, seconds } = pace;
  const results: Record<Name, RoundResult[]> = {
    'INSERT loop': [],
    'INSERT behind bare node:http': [],
    Keyturn: [],
  };
  for (const { server } of turns) server.freeze();
  for (let round = 0; round < rounds; round++) {
    for (const { name, server, load } of turns) {
      server.thaw();
      await load(round === 0 ? warmUpSeconds.first : warmUpSeconds.each);
      const result = await load(seconds);
      server.freeze();
      results[name].push(result);
      tell(round, rounds, name, `${amount(result.perSecond)}/s`);
    }
  }
  return results;
}

function findings(results: Record<Name, RoundResult[]>): Findings {
  const share = (name: Name) => ratio(perSecond(results[name]), perSecond(results['INSERT loop']));
  return {
    goals: [goalOf('Creates ≥ 0.7 of a bare `INSERT` loop', share('Keyturn'), { atLeast: 0.7 })],
    plots: [
      {
        name: 'postgres-creates',
        title: 'PostgreSQL: creates',
        scale: 'creates per second, as a ratio to a bare INSERT loop',
        bars: NAMES.map((name) => ({
          label: name,
          ...share(name),
          ...(name === 'Keyturn' && { goal: 0.7 }),
        })),
      },
    ],
    tables: [
      {
        title: '',
        columns: [
          'side',
          'to the INSERT loop',
          'creates/s',
          'p99, ms',
          'processor time/create, µs',
        ],
        rows: NAMES.map((name) => [
          name,
          withRange(share(name)),
          withRange(figure(perSecond(results[name]))),
          withRange(figure(p99(results[name]))),
          withRange(figure(processorTime(results[name]))),
        ]),
      },
    ],
    notes: [
      `The loop: ${CONNECTIONS} workers in one process, each doing one prepared \`INSERT\` of a key after the other, through a pool of as many connections as Keyturn’s, without HTTP. Keyturn: \`POST /v1/orgs/{org}/keys\` over ${CONNECTIONS} connections; each reads the session, and in a serialisable transaction also the org, the owner and the role, and writes the key and its entry in the audit log; those that come while all transactions are busy share one. All into the same table. ${POSTGRES_NOTE}`,
    ],
  };
}
