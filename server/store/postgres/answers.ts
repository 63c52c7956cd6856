import type { TableName } from '../rows.ts';
import { deepFreeze } from './freeze.ts';
import type { Question } from './reader.ts';

interface Kept {
  about: readonly TableName[];
  answer: unknown;
}

/** What was asked already in a transaction: nothing but its own changes alters the answer. */
export class Answers {
  readonly #kept = new Map<string, Kept>();

  to<R>({ name }: Question<R>): { answer: R } | undefined {
    if (name === undefined) return undefined;
    return this.#kept.get(name) as { answer: R } | undefined;
  }

  keep<R>({ name, about, alsoSays }: Question<R>, answer: R): void {
    if (name === undefined) return;
    this.#kept.set(name, { about, answer: deepFreeze(answer) });
    const said = alsoSays?.(answer);
    if (said) this.#kept.set(said.name, { about: [said.about], answer: deepFreeze(said.answer) });
  }

  /** A change of that table: its answers have to be asked for anew. */
  forget(table: TableName): void {
    for (const [name, { about }] of this.#kept) if (about.includes(table)) this.#kept.delete(name);
  }
}
