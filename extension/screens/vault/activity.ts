import { send } from '../../send.ts';

/** Milliseconds between two words about it. */
const PAUSE = 30_000;

/** Says that the person is at work, which puts the vault's lock off. */
export function reportActivity(target: EventTarget, now: () => number = Date.now): void {
  let last = Number.NEGATIVE_INFINITY;
  const report = () => {
    if (now() - last < PAUSE) return;
    last = now();
    void send('vault.active');
  };
  report();
  for (const event of ['pointerdown', 'keydown', 'wheel']) {
    target.addEventListener(event, report, { capture: true, passive: true });
  }
}
