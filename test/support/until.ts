import { setTimeout } from 'node:timers/promises';

/** Asks again and again until the answer is yes; after `limit` milliseconds it throws. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  limit = 30_000,
): Promise<void> {
  const end = performance.now() + limit;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Still not so after ${limit} ms: ${condition}`);
    await setTimeout(5);
  }
}
