import type { CheckListener, Watching } from '../store.ts';
import type { Watchers } from '../watchers.ts';
import type { Change } from './changes.ts';
import { isWatched } from './notice.ts';
import type { ChangeStream } from './stream.ts';

/** Who watches hears by the notification stream, and of changes made here also while it is down. */
export class Watch {
  readonly #watchers: Watchers;
  readonly #newStream: () => ChangeStream;
  #stream: ChangeStream | null;

  /** Without a stream, the first to watch starts one. */
  constructor(watchers: Watchers, stream: ChangeStream | null, newStream: () => ChangeStream) {
    this.#watchers = watchers;
    this.#stream = stream;
    this.#newStream = newStream;
  }

  add(listener: CheckListener): Watching {
    const end = this.#watchers.add(listener);
    const stream = this.#stream ?? this.#start();
    return {
      get live() {
        return stream.live;
      },
      end,
    };
  }

  /** Those that were committed here. */
  committed(changes: readonly Change[]): void {
    if (this.#stream === null || this.#stream.live) return;
    const orgs = changes.filter(({ table }) => isWatched(table)).map(orgOf);
    for (const orgId of new Set(orgs)) this.#watchers.tell(orgId);
  }

  async close(): Promise<void> {
    await this.#stream?.close();
  }

  #start(): ChangeStream {
    const stream = this.#newStream();
    this.#stream = stream;
    void stream.start();
    return stream;
  }
}

function orgOf({ table, id, record }: Change): string | null {
  if (table === 'orgs') return id;
  return record !== null && 'org_id' in record ? record.org_id : null;
}
