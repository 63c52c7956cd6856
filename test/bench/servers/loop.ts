/** A side that needs no HTTP: `POST /?seconds=4&workers=64` runs it and tells how it went. */
import { createServer } from 'node:http';
import type { LoadResult } from '../harness/load-types.ts';
import { percentile } from '../harness/stats.ts';
import { serve } from './serve.ts';

/** `work` is done again and again by each worker; done at least once. */
export function serveLoop(work: () => Promise<unknown>, beforeEnd?: () => Promise<void>): void {
  const server = createServer(async (request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://localhost');
    const seconds = Number(searchParams.get('seconds'));
    const workers = Number(searchParams.get('workers'));
    response.end(JSON.stringify(await run(work, seconds, workers)));
  });
  serve(server, beforeEnd);
}

async function run(
  work: () => Promise<unknown>,
  seconds: number,
  workers: number,
): Promise<LoadResult> {
  const times: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1_000;
  const worker = async () => {
    do {
      const began = performance.now();
      await work();
      times.push(performance.now() - began);
    } while (performance.now() < end);
  };
  await Promise.all(Array.from({ length: workers }, worker));
  const elapsed = (performance.now() - start) / 1_000;
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    perSecond: times.length / elapsed,
    latency: { p50: percentile(times, 50), p99: percentile(times, 99), max: times.at(-1) ?? 0 },
  };
}
