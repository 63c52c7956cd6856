import { randomInt } from 'node:crypto';
import { z } from 'zod';

const STATES = ['open', 'in progress', 'done'] as const;

const title = z.string().trim().min(1).max(200).describe('What is to be done');
const state = z.enum(STATES).describe('How far it is');
const assignee = z.string().trim().min(1).max(100).nullable().describe('Who does it');
const dueOn = z.iso.date().nullable().describe('The day it is due');

export const task = z.object({
  id: z.string().describe('Drawn by the server'),
  title,
  state,
  assignee,
  dueOn,
});
export type Task = z.infer<typeof task>;

export const newTask = z.strictObject({
  title,
  state: state.default('open'),
  assignee: assignee.default(null),
  dueOn: dueOn.default(null),
});
export const taskChange = z.strictObject({ title, state, assignee, dueOn }).partial();

/** Tasks in memory, newest first; gone when the process ends. */
export class TaskBook {
  readonly #tasks = new Map<string, Task>(SEED.map((one) => [one.id, one]));

  list(): Task[] {
    return [...this.#tasks.values()].reverse();
  }

  add(fields: z.infer<typeof newTask>): Task {
    const added = { id: this.#freshId(), ...fields };
    this.#tasks.set(added.id, added);
    return added;
  }

  /** Undefined: there is no such task. */
  change(id: string, fields: z.infer<typeof taskChange>): Task | undefined {
    const now = this.#tasks.get(id);
    if (!now) return undefined;
    const changed = task.parse({ ...now, ...fields });
    this.#tasks.set(id, changed);
    return changed;
  }

  /** Whether there was one. */
  remove(id: string): boolean {
    return this.#tasks.delete(id);
  }

  #freshId(): string {
    const id = `tsk_${randomInt(1e9).toString(36).padStart(6, '0')}`;
    return this.#tasks.has(id) ? this.#freshId() : id;
  }
}

const SEED: Task[] = [
  seed('tsk_4q7dva', 'Move nightly export to the new warehouse', 'done', 'Ines Duarte', null),
  seed('tsk_8m2kzr', 'Renew the wildcard certificate', 'done', 'Tomasz Wilk', '2026-11-06'),
  seed('tsk_1x9fhe', 'Answer the pen-test report', 'in progress', 'Ines Duarte', '2026-11-27'),
  seed('tsk_6c3wpn', 'Retire the v1 billing webhook', 'open', 'Noor Haddad', '2026-12-15'),
  seed(
    'tsk_2b8lyu',
    'Load-test the import with 50,000 rows',
    'in progress',
    'Maya Lindqvist',
    null,
  ),
  seed('tsk_9t5gjo', 'Write the on-call notes for December', 'open', null, '2026-11-30'),
];

function seed(id: string, name: string, at: Task['state'], who: string | null, due: string | null) {
  return { id, title: name, state: at, assignee: who, dueOn: due };
}
