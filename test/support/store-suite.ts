/** What every store must do, whatever it keeps its rows in. */
import { describe } from 'vitest';
import type { OnRecorded, Store } from '../../server/store/store.ts';
import { atomicityTests } from './store-suite/atomicity.ts';
import { auditTests } from './store-suite/audit.ts';
import { checkSubjectTests } from './store-suite/check-subject.ts';
import { deliveryTests } from './store-suite/deliveries.ts';
import { guardTests } from './store-suite/guards.ts';
import { lookUpTests } from './store-suite/look-ups.ts';
import { newestFirstTests } from './store-suite/newest-first.ts';
import { recordedTests } from './store-suite/recorded.ts';
import { requestTests } from './store-suite/requests.ts';
import { watchTests } from './store-suite/watch.ts';

/** A new, empty store; whoever makes it closes it when the test ends. */
export type OpenStore = (onRecorded?: OnRecorded) => Promise<{
  store: Store;
  /** Closes it and opens it again on what it has kept. */
  reopen(): Promise<Store>;
}>;

export function storeSuite(name: string, open: OpenStore): void {
  describe(name, () => {
    lookUpTests(open);
    newestFirstTests(open);
    atomicityTests(open);
    guardTests(open);
    auditTests(open);
    recordedTests(open);
    checkSubjectTests(open);
    deliveryTests(open);
    requestTests(open);
    watchTests(open);
  });
}
