import { describe } from 'vitest';
import { checkSubjectTests } from '../support/store-suite/check-subject.ts';
import { type OpenStore, storeSuite } from '../support/store-suite.ts';
import { emptyDatabase } from './database.ts';
import { open } from './stores.ts';

const openWith =
  (checks: 'cached' | 'strict'): OpenStore =>
  async (onRecorded) => {
    const url = await emptyDatabase();
    return {
      store: await open(url, checks, onRecorded),
      // The suite goes on reading from the first, which a closed pool cannot; a second
      // store sees only what the first has committed, as one opened later would.
      reopen: () => open(url, checks),
    };
  };

storeSuite('PostgreSQL', openWith('cached'));
describe('PostgreSQL, strict', () => checkSubjectTests(openWith('strict')));
