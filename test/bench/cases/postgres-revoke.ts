import { type Connection, connectTo } from '../harness/keep-alive.ts';
import { creating, launchKeyturn, verifying } from '../harness/keyturn.ts';
import { POSTGRES_NOTE, withPostgres } from '../harness/postgres.ts';
import { tell } from '../harness/rounds.ts';
import { figure, percentile } from '../harness/stats.ts';
import { postgresWorld, type World } from '../harness/world.ts';
import type { Findings } from '../report/report.ts';
import { amount, withRange } from '../report/words.ts';
import type { Case } from './case.ts';

interface Sample {
  /** From the revoke's answer to the first refusal, in milliseconds; 0 where that came first. */
  window: number;
  /** How many checks asked after the answer were still answered yes. */
  stale: number;
}

/** In milliseconds, of the 99th of a hundred. */
const GOAL = 10;

export const postgresRevoke: Case = {
  name: 'postgres-revoke',
  title: 'PostgreSQL: from a revoke on one server to the refusal on another',
  run: ({ pace, quick, profileTo }) =>
    withPostgres(async (url) => {
      const world = await postgresWorld(url, 1_000);
      const here = await launchKeyturn(world, profileTo);
      const there = await launchKeyturn(world, profileTo);
      const connections = { here: connectTo(here.url), there: connectTo(there.url) };
      try {
        const rounds: Sample[][] = [];
        for (let round = 0; round < pace.rounds; round++) {
          const samples = await revokes(world, connections, quick ? 50 : 300);
          rounds.push(samples);
          tell(round, pace.rounds, 'window', `p99 ${amount(p99(samples))} ms`);
        }
        return findings(rounds);
      } finally {
        for (const connection of Object.values(connections)) connection.close();
        await here.stop();
        await there.stop();
      }
    }),
};

async function revokes(
  world: World,
  { here, there }: { here: Connection; there: Connection },
  count: number,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let at = 0; at < count; at++) {
    const created = await here.ask(creating(world));
    const { key, secret } = JSON.parse(created.text) as { key: { id: string }; secret: string };
    if (!(await isValid(there, world, secret))) throw new Error('The new key does not work.');
    samples.push(await revokeWindow(world, here, there, { id: key.id, secret }));
  }
  return samples;
}

/** Asks the one server again and again while the other is told to revoke. */
async function revokeWindow(
  world: World,
  here: Connection,
  there: Connection,
  { id, secret }: { id: string; secret: string },
): Promise<Sample> {
  let revokedAt = Number.POSITIVE_INFINITY;
  const { path, headers } = creating(world);
  const revoked = here
    .ask({ method: 'POST', path: `${path}/${id}/revoke`, headers, body: '{}' })
    .then(({ status }) => {
      if (status !== 200) throw new Error(`The revoke was answered ${status}.`);
      revokedAt = performance.now();
    });
  let stale = 0;
  for (;;) {
    const askedAt = performance.now();
    if (!(await isValid(there, world, secret))) break;
    if (askedAt >= revokedAt) stale += 1;
  }
  const refusedAt = performance.now();
  await revoked;
  return { window: Math.max(0, refusedAt - revokedAt), stale };
}

async function isValid(connection: Connection, world: World, secret: string): Promise<boolean> {
  const load = verifying(world);
  const body = load.body?.replace('{secret}', secret) ?? '';
  const { text } = await connection.ask({ ...load, body });
  return (JSON.parse(text) as { valid: boolean }).valid;
}

function windows(samples: readonly Sample[]): number[] {
  return samples.map(({ window }) => window).sort((a, b) => a - b);
}

function p99(samples: readonly Sample[]): number {
  return percentile(windows(samples), 99);
}

function findings(rounds: Sample[][]): Findings {
  const all = rounds.flat();
  const measured = p99(all);
  const stale = all.filter((sample) => sample.stale > 0).length;
  const rows = [50, 90, 99, 100].map((percent) => ({
    label: percent === 100 ? 'longest' : `p${percent}`,
    pooled: percentile(windows(all), percent),
    byRound: figure(rounds.map((samples) => percentile(windows(samples), percent))),
  }));
  return {
    goals: [
      {
        goal: 'Revoke to refusal across two servers: p99 ≤ 10 ms',
        measured: `${amount(measured)} ms over ${all.length} revokes`,
        met: measured <= GOAL,
      },
    ],
    plots: [
      {
        name: 'postgres-revoke',
        title: 'From a revoke on one server to the refusal on another',
        scale: 'milliseconds, by round',
        bars: rows.map(({ label, byRound }) => ({
          label,
          ...byRound,
          ...(label === 'p99' && { goal: GOAL }),
        })),
      },
    ],
    tables: [
      {
        title: '',
        columns: ['', 'of all revokes, ms', 'by round, ms'],
        rows: rows.map(({ label, pooled, byRound }) => [label, amount(pooled), withRange(byRound)]),
      },
    ],
    notes: [
      `From the arrival of the revoke’s 200 to the arrival of the first refusal from the other server, which is asked one check after the other all the while; 0 where the refusal came first. It includes the last check’s own way there and back. In ${stale} of ${all.length} revokes a check asked after the 200 was still answered yes.`,
      `Two Keyturn servers on one core, under no other load, neither ever stopped. ${POSTGRES_NOTE}`,
    ],
  };
}
