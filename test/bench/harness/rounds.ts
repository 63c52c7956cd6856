/** Sides measured in turns (A B C A B C …), so that a slow minute of the machine hits all. */
import { setTimeout } from 'node:timers/promises';
import { GENERATOR } from './load.ts';
import type { Load, LoadResult } from './load-types.ts';
import type { ServerProcess } from './server-process.ts';

export interface Pace {
  rounds: number;
  /** Of load whose figures are thrown away: before the first round, and before each. */
  warmUpSeconds: { first: number; each: number };
  seconds: number;
}

export interface Side<Name extends string = string> {
  name: Name;
  server: ServerProcess;
  load: Omit<Load, 'url' | 'connections' | 'seconds'>;
}

export const CONNECTIONS = 64;

export interface RoundResult extends LoadResult {
  /** Of the server, for each request, in microseconds: what a busy machine changes least. */
  processorTime: number;
}

/** Longer than Keyturn takes to write when the keys of a turn were last used, in milliseconds. */
const SETTLING = 7_000;

/**
 * The results of each side, round by round. Servers that are not having their turn are
 * frozen; where they are to stay awake, because a connection of theirs would not live
 * through it, they get time to finish what their turn has left them to do.
 */
export async function interleaved<Name extends string>(
  sides: readonly Side<Name>[],
  { rounds, warmUpSeconds, seconds }: Pace,
  { stayAwake = false } = {},
): Promise<Record<Name, RoundResult[]>> {
  const results = Object.fromEntries(sides.map(({ name }) => [name, []])) as unknown as Record<
    Name,
    RoundResult[]
  >;
  if (!stayAwake) for (const { server } of sides) server.freeze();
  let last: ServerProcess | null = null;
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) {
      if (!stayAwake) side.server.thaw();
      else if (last && last !== side.server) await setTimeout(SETTLING);
      await loadFor(side, round === 0 ? warmUpSeconds.first : warmUpSeconds.each);
      const result = await measured(side, seconds);
      if (!stayAwake) side.server.freeze();
      last = side.server;
      results[side.name].push(result);
      const p99 = result.latency.p99.toFixed(1);
      tell(round, rounds, side.name, `${Math.round(result.perSecond)}/s, p99 ${p99} ms`);
    }
  }
  return results;
}

export function tell(round: number, rounds: number, side: string, what: string): void {
  console.log(`  ${round + 1}/${rounds} ${side}: ${what}`);
}

export async function measured(
  side: Pick<Side, 'server' | 'load'>,
  seconds: number,
): Promise<RoundResult> {
  const before = await side.server.ask('cpu');
  const result = await loadFor(side, seconds);
  const after = await side.server.ask('cpu');
  return { ...result, processorTime: (after - before) / result.requests };
}

/** The same of a server that loads itself (`servers/loop.ts`). */
export async function looped(server: ServerProcess, seconds: number): Promise<RoundResult> {
  const before = await server.ask('cpu');
  const query = `?seconds=${seconds}&workers=${CONNECTIONS}`;
  const response = await fetch(`${server.url}/${query}`, { method: 'POST' });
  const result = (await response.json()) as LoadResult;
  const after = await server.ask('cpu');
  return { ...result, processorTime: (after - before) / result.requests };
}

export function loadFor({ server, load }: Pick<Side, 'server' | 'load'>, seconds: number) {
  return GENERATOR.run({ ...load, url: server.url, connections: CONNECTIONS, seconds });
}

export function perSecond(results: readonly LoadResult[]): number[] {
  return results.map((result) => result.perSecond);
}

export function p99(results: readonly LoadResult[]): number[] {
  return results.map(({ latency }) => latency.p99);
}

export function processorTime(results: readonly RoundResult[]): number[] {
  return results.map((result) => result.processorTime);
}
