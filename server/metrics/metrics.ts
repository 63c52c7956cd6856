/** What Prometheus is told: counts and sizes, never an id, a name or an address. */
import { setTimeout } from 'node:timers/promises';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { CHECK_CODES } from '../../shared/contract/check.ts';
import type { Context } from '../domain/context.ts';
import { VERSION } from '../version.ts';
import type { DeliveryCounts } from '../webhooks/sender.ts';

/** In milliseconds. */
const PATIENCE = 1_000;
/** Counting more would read more. */
const MOST_DUE = 1_000;

export interface Metrics {
  registry: Registry;
  /** Takes the time of one request, in seconds. */
  observe(labels: { method: string; route: string; status: number }, seconds: number): void;
}

/** Everything is asked for at a scrape, so that a request pays for its own time alone. */
export function createMetrics(context: Context, deliveries: DeliveryCounts): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addChecks(registry, context);
  addStore(registry, context);
  addRecord(registry, context);
  addDeliveries(registry, context, deliveries);
  new Gauge({
    name: 'keyturn_info',
    help: 'Always 1; the version is a label.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: VERSION }, 1);
  const requests = new Histogram({
    name: 'keyturn_http_request_duration_seconds',
    help: 'Time to answer a request, by route; checks (verify, authorize) are not among them.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return { registry, observe: (labels, seconds) => requests.observe(labels, seconds) };
}

function addChecks(registry: Registry, { checks }: Pick<Context, 'checks'>): void {
  new Counter({
    name: 'keyturn_checks_total',
    help: 'Checks of keys (verify, authorize, introspect) by outcome.',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const code of CHECK_CODES) this.inc({ outcome: code }, checks[code]);
    },
  });
}

function addRecord(registry: Registry, { usage }: Pick<Context, 'usage'>): void {
  new Counter({
    name: 'keyturn_requests_dropped_total',
    help: "Requests that are missing on their keys' record because too many waited to be written.",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(usage.dropped);
    },
  });
}

function addDeliveries(
  registry: Registry,
  { store, now }: Pick<Context, 'store' | 'now'>,
  counts: DeliveryCounts,
): void {
  new Counter({
    name: 'keyturn_webhook_attempts_total',
    help: 'Attempts to deliver an event, by what came of it: delivered, retry (later), failed (for good).',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      this.reset();
      this.inc({ outcome: 'delivered' }, counts.delivered);
      this.inc({ outcome: 'retry' }, counts.pending);
      this.inc({ outcome: 'failed' }, counts.failed);
    },
  });
  new Gauge({
    name: 'keyturn_webhook_deliveries_due',
    help: `Deliveries that wait for an attempt which is due, up to ${MOST_DUE}.`,
    registers: [registry],
    async collect() {
      const due = store.deliveries.due(now(), MOST_DUE).then(({ length }) => length);
      this.set(await inTime(due, Number.NaN));
    },
  });
}

function addStore(registry: Registry, { store }: Pick<Context, 'store'>): void {
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read());
      },
    });
  gauge('keyturn_store_ready', '1 while a write can be taken, else 0 (as /readyz).', () =>
    inTime(
      store.ready().then(() => 1),
      0,
    ),
  );
  new Gauge({
    name: 'keyturn_checks_from',
    help: '1 for where checks are answered from now: cached, database, or away (memory for want of the database).',
    labelNames: ['source'],
    registers: [registry],
    collect() {
      const now = store.status().checks;
      for (const source of ['cached', 'database', 'away'] as const) {
        this.set({ source }, source === now ? 1 : 0);
      }
    },
  });
  gauge('keyturn_keys_in_memory', 'Keys that are checked from memory.', () => {
    return store.status().cachedKeys;
  });
  const { journalBytes, notifications } = store.status();
  if (journalBytes !== undefined) {
    const read = () => store.status().journalBytes ?? 0;
    gauge('keyturn_journal_bytes', 'Size of the journal since the last snapshot.', read);
  }
  if (notifications !== undefined) {
    const read = () => (store.status().notifications === 'up' ? 1 : 0);
    gauge('keyturn_notifications_up', "1 while PostgreSQL's notifications arrive.", read);
  }
}

/** `otherwise` where it fails or takes long: whoever scrapes does not wait for a database that is away. */
function inTime<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  const late = setTimeout(PATIENCE, otherwise, { ref: false });
  return Promise.race([asked.catch(() => otherwise), late]);
}
