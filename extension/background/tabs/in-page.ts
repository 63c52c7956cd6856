import { browser } from '../../browser.ts';

/** Milliseconds until a page that does not let a script end is described without it. */
const PATIENCE = 2_000;

/** What `func` gives in the page's own world; undefined where it cannot run or does not end. */
export async function runInPage<A extends unknown[]>(
  tabId: number,
  func: (...args: A) => unknown,
  ...args: A
): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, undefined);
  });
  try {
    const run = browser.scripting.executeScript({
      target: { tabId },
      world: 'MAIN',
      // A function of any arguments; the polyfill's type has it without.
      func: func as (...given: unknown[]) => unknown,
      args,
    });
    const [frame] = (await Promise.race([run, patience])) ?? [];
    return frame?.result;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
