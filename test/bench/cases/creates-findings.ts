import { CONNECTIONS, p99, perSecond, type RoundResult } from '../harness/rounds.ts';
import { figure, ratio } from '../harness/stats.ts';
import type { Findings } from '../report/report.ts';
import { amount, goalOf, percent, range, spread, withRange } from '../report/words.ts';
import type { Pause } from './snapshot-pause.ts';

export interface CreateRound extends RoundResult {
  /** How many keys there were when it was over. */
  keysAfter: number;
}

export interface AtSize {
  size: number;
  keyturn: CreateRound[];
  lowdb: CreateRound[];
}

export function createsFindings(results: readonly AtSize[], pauses: readonly Pause[]): Findings {
  const [smallest, middle] = results as [AtSize, AtSize];
  const largest = results.at(-1) as AtSize;
  const sides = results.flatMap(({ size, keyturn, lowdb }) => [
    { name: `Keyturn, ${amount(size)} keys`, rounds: keyturn, lowdb },
    { name: `lowdb, ${amount(size)} keys`, rounds: lowdb, lowdb },
  ]);
  const apart = spread(results.map(({ keyturn }) => figure(perSecond(keyturn))));
  const longest = figure(pauses.map(({ milliseconds }) => milliseconds));
  const withSnapshot = pauses.filter(({ snapshots }) => snapshots > 0).length;
  return {
    goals: [
      {
        goal: 'Within 20 % of each other at every size',
        measured: percent(apart),
        met: apart <= 0.2,
      },
      goalOf(
        `≥ 100 × lowdb’s \`await db.write()\` at ${amount(middle.size)} keys`,
        ratio(perSecond(middle.keyturn), perSecond(middle.lowdb)),
        { atLeast: 100 },
      ),
      {
        goal: `Longest pause of the event loop ≤ 20 ms at ${amount(largest.size)} keys`,
        measured: `${amount(longest.max)} ms (${range(longest)} in ${pauses.length} runs, a snapshot in ${withSnapshot})`,
        met: longest.max <= 20 && withSnapshot > 0,
      },
    ],
    plots: [
      {
        name: 'creates',
        title: 'Durable creates over HTTP',
        scale: 'creates per second, logarithmic',
        isLogarithmic: true,
        bars: sides.map(({ name, rounds }) => ({ label: name, ...figure(perSecond(rounds)) })),
      },
    ],
    tables: [
      {
        title: '',
        columns: [
          'side',
          'to lowdb at that size',
          `to Keyturn at ${amount(smallest.size)}`,
          'creates/s',
          'p99, ms',
          'keys at the end',
        ],
        rows: sides.map(({ name, rounds, lowdb }) => [
          name,
          withRange(ratio(perSecond(rounds), perSecond(lowdb))),
          withRange(ratio(perSecond(rounds), perSecond(smallest.keyturn))),
          withRange(figure(perSecond(rounds))),
          withRange(figure(p99(rounds))),
          withRange(figure(rounds.map(({ keysAfter }) => keysAfter))),
        ]),
      },
      {
        title: `The event loop at ${amount(largest.size)} keys: the same load until a snapshot is in place`,
        columns: ['run', 'longest pause, ms', 'snapshots', 'seconds'],
        rows: pauses.map(({ milliseconds, snapshots, seconds }, index) => [
          String(index + 1),
          amount(milliseconds),
          String(snapshots),
          String(seconds),
        ]),
      },
    ],
    notes: [
      `${CONNECTIONS} connections. Keyturn: \`POST /v1/orgs/{org}/keys\` with a session, the whole way through Express, answered once the key is on the disk (fdatasync). Each round begins with a new process on a copy of the same folder; it is warmed up by renames, which leave the size alone, and by a second of creates.`,
      `lowdb: without HTTP, ${CONNECTIONS} at once do a push to the list and \`await db.write()\` with its own JSON file adapter; atomic, but not synced to the disk.`,
      'The pause is the longest time between two turns of the event loop beyond the millisecond of the timer that watches it (`monitorEventLoopDelay`).',
    ],
  };
}
