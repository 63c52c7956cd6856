import type { CheckListener } from './store.ts';

/** Those who want to hear of changes that checks depend on. */
export class Watchers {
  readonly #listeners = new Set<{ listener: CheckListener }>();

  /** Answers what ends it. */
  add(listener: CheckListener): () => void {
    const entry = { listener };
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  tell(orgId: string | null): void {
    for (const { listener } of [...this.#listeners]) listener(orgId);
  }
}
