import { Desk } from '../../support/desk.ts';
import { ExtensionBrowser } from '../../support/extension-browser.ts';
import { createKey } from '../../support/keys.ts';
import { enter, settle, startRealServer } from '../../support/world.ts';
import { onEveryCore } from '../harness/cores.ts';
import { tell } from '../harness/rounds.ts';
import { figure, ratio } from '../harness/stats.ts';
import { extensionWithHello } from '../popup/extension.ts';
import { firstPaint, scriptsUntilPaint } from '../popup/first-paint.ts';
import type { Findings } from '../report/report.ts';
import { amount, goalOf, withRange } from '../report/words.ts';
import type { Case, Run } from './case.ts';

const KEYS = 1_000;
/** Rows that fill the popup. */
const IN_SIGHT = 10;
/** Of each side in each round; their median counts. */
const OPENINGS = 5;
/** Milliseconds, and bytes. */
const GOALS = { paint: 100, ratio: 1.5, gzipped: 45_000 };

type Times = Record<'hello' | 'popup' | 'woken', number[]>;

export const popup: Case = {
  name: 'popup',
  title: 'The popup, to the first painted list',
  run: (run) => onEveryCore(() => openings(run)),
};

async function openings({ pace, quick }: Run): Promise<Findings> {
  const extension = await extensionWithHello();
  const server = await startRealServer();
  const browser = await ExtensionBrowser.launch({ extension: extension.folder });
  try {
    const admin = await settle(server);
    const desk = await Desk.open(browser);
    await enter(server, desk, admin);
    for (let at = 1; at <= (quick ? 100 : KEYS); at++) {
      await createKey(server, admin, { name: `Key number ${at}` });
    }
    await desk.ask('keys.list', { showRevoked: false });
    return await measure(browser, extension.folder, pace.rounds);
  } finally {
    await browser.close();
    await server.close();
    await extension.remove();
  }
}

async function measure(
  browser: ExtensionBrowser,
  folder: string,
  rounds: number,
): Promise<Findings> {
  const page = await browser.context.newPage();
  const open = {
    hello: () => firstPaint(browser, page, { popup: 'hello.html' }),
    popup: () => firstPaint(browser, page, { popup: 'popup.html' }),
    woken: () => firstPaint(browser, page, { popup: 'popup.html', asleep: true }),
  };
  const hello = await scriptsUntilPaint(browser, folder, 'hello.html');
  const popup = await scriptsUntilPaint(browser, folder, 'popup.html?tab=0', IN_SIGHT);
  const times: Times = { hello: [], popup: [], woken: [] };
  // The first ones compile and fill the caches.
  for (const one of [open.hello, open.popup]) for (let at = 0; at < 3; at++) await one();
  for (let round = 0; round < rounds; round++) {
    for (const side of ['hello', 'popup', 'woken'] as const) {
      const took: number[] = [];
      for (let at = 0; at < OPENINGS; at++) {
        took.push(await open[side]());
      }
      times[side].push(figure(took).median);
      tell(round, rounds, side, `${amount(figure(took).median)} ms`);
    }
  }
  return findings(times, { hello, popup, woken: popup });
}

const SIDES = {
  hello: 'bare Preact, “hello”',
  popup: 'Keyturn, 1,000 keys',
  woken: 'Keyturn, 1,000 keys, its background asleep',
};

function findings(times: Times, weights: Record<keyof Times, number>): Findings {
  const kilobytes = (bytes: number) => `${amount(bytes / 1000)} kB`;
  return {
    goals: [
      goalOf(`${SIDES.popup}: ≤ 100 ms`, figure(times.popup), { atMost: GOALS.paint }, ' ms'),
      goalOf('to bare Preact: ≤ 1.5', ratio(times.popup, times.hello), { atMost: GOALS.ratio }),
      {
        goal: 'scripts until then, gzipped: ≤ 45 kB',
        measured: kilobytes(weights.popup),
        met: weights.popup <= GOALS.gzipped,
      },
    ],
    plots: [
      {
        name: 'popup',
        title: 'To the first painted list',
        scale: 'milliseconds',
        bars: (['hello', 'popup', 'woken'] as const).map((side) => ({
          label: SIDES[side],
          ...figure(times[side]),
          ...(side === 'popup' && { goal: GOALS.paint }),
        })),
      },
    ],
    tables: [
      {
        title: '',
        columns: ['side', 'to bare Preact', 'milliseconds', 'scripts, gzipped'],
        rows: (['hello', 'popup', 'woken'] as const).map((side) => [
          SIDES[side],
          withRange(ratio(times[side], times.hello)),
          withRange(figure(times[side])),
          kilobytes(weights[side]),
        ]),
      },
    ],
    notes: [
      'From the start of the navigation to the browser’s first contentful paint, which has the list in it: the popup is drawn whole. Both are popups of the same extension, opened by its toolbar button in the same headless Chromium, in turns, half a second apart; it has every core.',
      'The list comes from the extension’s storage; the server is asked afterwards.',
    ],
  };
}
