/**
 * Makes the deliveries that are due. Each server looks for them by itself, so what another
 * one has published, or left behind in a crash, is found too.
 */
import type { Logger } from 'pino';
import type { Context } from '../domain/context.ts';
import { type Claim, claim, giveBack, releaseLeases, settle } from '../domain/webhooks/deliver.ts';
import { ATTEMPT_LIMIT } from '../domain/webhooks/schedule.ts';
import { pruneDeliveries, sweepDeliveries } from '../domain/webhooks/sweep.ts';
import type { DeliveryRow } from '../store/rows.ts';
import { send } from './send.ts';
import type { TargetGate } from './targets.ts';

/** In milliseconds, and attempts at once. */
export interface SenderLimits {
  /** How often it looks for what is due. */
  pollEvery: number;
  attemptLimit: number;
  /** Of one server, and to one webhook: a slow receiver holds up nobody else. */
  atOnce: number;
  atOncePerWebhook: number;
  /** How long running attempts may take to finish at a stop. */
  stopGrace: number;
  sweepEvery: number;
  /** After so many deliveries of a webhook are over, those too many are removed. */
  pruneEvery: number;
}

export const SENDER_LIMITS: SenderLimits = {
  pollEvery: 500,
  attemptLimit: ATTEMPT_LIMIT,
  atOnce: 16,
  atOncePerWebhook: 2,
  stopGrace: 5_000,
  sweepEvery: 3_600_000,
  pruneEvery: 50,
};

/** How many attempts of this process ended in which state of their delivery; `pending`: to be tried again. */
export type DeliveryCounts = Record<DeliveryRow['status'], number>;

export interface SenderParts {
  targets: TargetGate;
  /** From 0 up to 1, for the jitter between attempts. */
  random: () => number;
  log: Pick<Logger, 'warn'>;
  limits?: Partial<SenderLimits> | undefined;
  /** Whether no other process sends from this store. */
  isAlone: boolean;
  counts?: DeliveryCounts | undefined;
}

export interface Sender {
  /** Takes nothing new; attempts finish within the grace, or are given back. */
  stop(): Promise<void>;
}

export function startSender(context: Context, parts: SenderParts): Sender {
  const sender = new Deliveries(context, parts);
  sender.start();
  return sender;
}

class Deliveries implements Sender {
  readonly #context: Context;
  readonly #parts: SenderParts;
  readonly #limits: SenderLimits;
  /** By the delivery's id: its webhook. */
  readonly #running = new Map<string, { webhookId: string; done: Promise<void> }>();
  readonly #over = new Map<string, number>();
  readonly #cut = new AbortController();
  #timers: NodeJS.Timeout[] = [];
  #looking: Promise<void> | null = null;
  #looksAgain = false;
  #sweeping: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(context: Context, parts: SenderParts) {
    this.#context = context;
    this.#parts = parts;
    this.#limits = { ...SENDER_LIMITS, ...parts.limits };
  }

  start(): void {
    const { pollEvery, sweepEvery } = this.#limits;
    const release = this.#parts.isAlone ? releaseLeases(this.#context) : Promise.resolve();
    this.#looking = this.#quietly(() => release).then(() => {
      this.#looking = null;
      this.#look();
    });
    this.#timers = [
      setInterval(() => this.#look(), pollEvery),
      setInterval(() => this.#sweep(), sweepEvery),
    ];
    for (const timer of this.#timers) timer.unref();
    this.#sweep();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all([this.#looking, this.#sweeping]);
    const cut = setTimeout(() => this.#cut.abort(), this.#limits.stopGrace);
    await Promise.all([...this.#running.values()].map(({ done }) => done));
    clearTimeout(cut);
  }

  #look(): void {
    if (this.#looking) {
      this.#looksAgain = true;
      return;
    }
    this.#looksAgain = false;
    this.#looking = this.#quietly(() => this.#takeDue()).then(() => {
      this.#looking = null;
      if (this.#looksAgain && !this.#stopping) this.#look();
    });
  }

  #sweep(): void {
    this.#sweeping = this.#sweeping.then(() => this.#quietly(() => sweepDeliveries(this.#context)));
  }

  /** As long as there is room and something due, of webhooks that are not busy enough. */
  async #takeDue(): Promise<void> {
    const { store, now } = this.#context;
    while (!this.#stopping) {
      const room = this.#limits.atOnce - this.#running.size;
      if (room <= 0) return;
      const due = await store.deliveries.due(now(), room, this.#busyWebhooks());
      const chosen = this.#choose(due);
      if (chosen.length === 0 || this.#stopping) return;
      for (const claimed of await claim(this.#context, chosen)) this.#begin(claimed);
    }
  }

  #busyWebhooks(): string[] {
    const running = [...this.#running.values()].map(({ webhookId }) => webhookId);
    const isBusy = (id: string) => count(running, id) >= this.#limits.atOncePerWebhook;
    return [...new Set(running)].filter(isBusy);
  }

  #choose(due: readonly { id: string; webhookId: string }[]): string[] {
    const taken = [...this.#running.values()].map(({ webhookId }) => webhookId);
    const chosen: string[] = [];
    for (const { id, webhookId } of due) {
      if (this.#running.has(id) || count(taken, webhookId) >= this.#limits.atOncePerWebhook) {
        continue;
      }
      taken.push(webhookId);
      chosen.push(id);
    }
    return chosen;
  }

  #begin(claimed: Claim): void {
    const { id } = claimed.delivery;
    const done = this.#quietly(() => this.#attempt(claimed)).then(() => {
      this.#running.delete(id);
      if (!this.#stopping) this.#look();
    });
    this.#running.set(id, { webhookId: claimed.webhook.id, done });
  }

  async #attempt(claimed: Claim): Promise<void> {
    const { webhook, event } = claimed;
    const timestamp = Math.floor(this.#context.now() / 1000);
    const result = await send(
      {
        url: webhook.url,
        secret: webhook.secret,
        message: { id: event.id, timestamp, body: event.payload },
      },
      this.#parts.targets,
      { limit: this.#limits.attemptLimit, signal: this.#cut.signal },
    );
    if (this.#cut.signal.aborted && 'error' in result) {
      await giveBack(this.#context, claimed);
      return;
    }
    const after = await settle(this.#context, claimed, result, this.#parts.random);
    if (after && this.#parts.counts) this.#parts.counts[after.status] += 1;
    if (after && after.status !== 'pending') await this.#pruneAfter(webhook.id);
  }

  async #pruneAfter(webhookId: string): Promise<void> {
    const over = (this.#over.get(webhookId) ?? 0) + 1;
    if (over < this.#limits.pruneEvery) {
      this.#over.set(webhookId, over);
      return;
    }
    this.#over.delete(webhookId);
    await pruneDeliveries(this.#context, webhookId);
  }

  /** What fails is found due again, at the latest when its lease has run out. */
  async #quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'webhook deliveries could not be written down yet');
    }
  }
}

function count(ids: readonly string[], id: string): number {
  return ids.filter((one) => one === id).length;
}
