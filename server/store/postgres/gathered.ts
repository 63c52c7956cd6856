import { Lanes } from './lanes.ts';
import { GATHERED_TOGETHER, GATHERING_LANES } from './limits.ts';

interface Waiting<Q, R> {
  question: Q;
  askers: { resolve(answer: R): void; reject(error: unknown): void }[];
}

/**
 * Questions of one kind from many at once. What is asked while others are under way waits,
 * and then goes together; the same question goes once. Nobody gets an answer to what was
 * sent before they asked.
 */
export class Gathered<Q, R> {
  readonly #nameOf: (question: Q) => string;
  readonly #askAll: (questions: readonly Q[]) => Promise<R[]>;
  #waiting = new Map<string, Waiting<Q, R>>();
  readonly #lanes = new Lanes(GATHERING_LANES, () => this.#start());

  constructor(nameOf: (question: Q) => string, askAll: (questions: readonly Q[]) => Promise<R[]>) {
    this.#nameOf = nameOf;
    this.#askAll = askAll;
  }

  ask(question: Q): Promise<R> {
    return new Promise((resolve, reject) => {
      const name = this.#nameOf(question);
      const asker = { resolve, reject };
      const waiting = this.#waiting.get(name);
      if (waiting) waiting.askers.push(asker);
      else this.#waiting.set(name, { question, askers: [asker] });
      this.#start();
    });
  }

  #start(): void {
    while (this.#lanes.isFree && this.#waiting.size > 0) {
      const group = this.#take();
      this.#lanes.run(() => this.#run(group));
    }
  }

  #take(): Waiting<Q, R>[] {
    const some = [...this.#waiting].slice(0, GATHERED_TOGETHER);
    for (const [name] of some) this.#waiting.delete(name);
    return some.map(([, waiting]) => waiting);
  }

  async #run(group: readonly Waiting<Q, R>[]): Promise<void> {
    try {
      const answers = await this.#askAll(group.map(({ question }) => question));
      for (const [at, { askers }] of group.entries()) {
        for (const { resolve } of askers) resolve(answers[at] as R);
      }
    } catch (error) {
      for (const { askers } of group) for (const { reject } of askers) reject(error);
    }
  }
}
