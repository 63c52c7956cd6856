import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compiled } from '../harness/build.ts';
import { creating, launchKeyturn, renaming } from '../harness/keyturn.ts';
import { loadFor, looped, measured, type Pace, type Side, tell } from '../harness/rounds.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { launch, type ServerProcess } from '../harness/server-process.ts';
import { jsonWorld, type World } from '../harness/world.ts';
import { amount } from '../report/words.ts';
import type { Case, Run } from './case.ts';
import { type AtSize, type CreateRound, createsFindings } from './creates-findings.ts';
import { longestPause, type Pause } from './snapshot-pause.ts';

export const creates: Case = {
  name: 'creates',
  title: 'Durable creates over HTTP',
  async run({ pace, quick, profileTo }) {
    const sizes = quick ? [1_000, 2_000, 5_000] : [1_000, 10_000, 100_000];
    const results: AtSize[] = sizes.map((size) => ({ size, keyturn: [], lowdb: [] }));
    const pauses: Pause[] = [];
    for (let round = 0; round < pace.rounds; round++) {
      for (const { size, keyturn, lowdb } of results) {
        const ours = await keyturnRound(size, pace, profileTo);
        tell(round, pace.rounds, `Keyturn, ${size} keys`, `${amount(ours.perSecond)}/s`);
        const theirs = await lowdbRound(size, pace);
        tell(round, pace.rounds, `lowdb, ${size} keys`, `${amount(theirs.perSecond)}/s`);
        keyturn.push(ours);
        lowdb.push(theirs);
      }
      const pause = await pauseRound(sizes.at(-1) as number, pace, quick ? 10 : 60);
      tell(round, pace.rounds, 'longest pause', `${amount(pause.milliseconds)} ms`);
      pauses.push(pause);
    }
    return createsFindings(results, pauses);
  },
};

/** A process and a folder of its own, so that every round begins at its size. */
async function onCopy<T>(
  size: number,
  profileTo: Run['profileTo'],
  work: (server: ServerProcess, world: World) => Promise<T>,
): Promise<T> {
  const world = await jsonWorld(size);
  const server = await launchKeyturn(world, profileTo);
  try {
    return await work(server, world);
  } finally {
    await server.stop();
    await rm(world.environment.KEYTURN_DATA_DIR as string, { recursive: true });
  }
}

function keyturnRound(size: number, pace: Pace, profileTo: Run['profileTo']): Promise<CreateRound> {
  return onCopy(size, profileTo, async (server, world) => {
    await loadFor({ server, load: renaming(world) }, pace.warmUpSeconds.first);
    return createRound({ server, load: creating(world) }, size, pace);
  });
}

async function createRound(
  side: Pick<Side, 'server' | 'load'>,
  size: number,
  { warmUpSeconds, seconds }: Pace,
): Promise<CreateRound> {
  const before = await loadFor(side, warmUpSeconds.each);
  const result = await measured(side, seconds);
  return { ...result, keysAfter: size + before.requests + result.requests };
}

async function lowdbRound(size: number, pace: Pace): Promise<CreateRound> {
  const folder = scratchFolder('lowdb');
  const server = await launch({
    script: compiled('servers/lowdb'),
    args: [join(folder, 'db.json'), String(size)],
  });
  try {
    const result = await looped(server, pace.seconds);
    return { ...result, keysAfter: size + result.requests };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

function pauseRound(size: number, pace: Pace, atMostSeconds: number): Promise<Pause> {
  return onCopy(size, undefined, (server, world) =>
    longestPause(server, world, { warmUpSeconds: pace.warmUpSeconds.first, atMostSeconds }),
  );
}
