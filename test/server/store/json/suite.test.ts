import { openStore } from '../../../support/json-store.ts';
import { storeSuite } from '../../../support/store-suite.ts';

storeSuite('JSON files', async (onRecorded) => {
  const { store, dir } = await openStore({ onRecorded });
  return {
    store,
    async reopen() {
      await store.close();
      return (await openStore({ dir })).store;
    },
  };
});
