/** Moving between the list's rows by keyboard. */

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-row]')];
}

/** The key whose row an element is in. */
export function keyIdAt(target: EventTarget | null): string | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null;
  return row?.dataset.key ?? null;
}

/** True where there was a row to focus. */
export function focusRow(which: 'first' | 'last' | { near: Element; step: 1 | -1 }): boolean {
  const all = rows();
  const target =
    typeof which === 'string' ? all.at(which === 'first' ? 0 : -1) : beside(all, which);
  target?.focus();
  return target !== undefined;
}

function beside(all: HTMLElement[], { near, step }: { near: Element; step: 1 | -1 }) {
  const here = near.closest('[data-key]')?.querySelector<HTMLElement>('[data-row]');
  return here ? all[all.indexOf(here) + step] : undefined;
}
