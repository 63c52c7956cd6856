import { openStore } from '../../../support/json-store.ts';
import { storeSuite } from '../../../support/store-suite.ts';

storeSuite('JSON files', async () => {
  const { store, dir } = await openStore();
  return {
    store,
    async reopen() {
      await store.close();
      return (await openStore({ dir })).store;
    },
  };
});
