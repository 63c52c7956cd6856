import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openJsonStore } from '../../../../server/store/json/index.ts';
import { StoreRefused } from '../../../../server/store/store.ts';
import { openStore } from '../../../support/json-store.ts';
import { testFolder } from '../../../support/server.ts';
import { startStoreWriter } from '../../../support/store-writer-process.ts';

test('folder and files are for the owner alone', async () => {
  const dir = join(await testFolder(), 'deep', 'data');
  const { store } = await openStore({ dir });
  await store.close();
  await openStore({ dir });
  const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
  expect(await mode(dir)).toBe('700');
  for (const name of ['keyturn.json', 'journal-0', 'lock']) {
    expect(await mode(join(dir, name)), name).toBe('600');
  }
});

test('a second process is refused, and names the first', async () => {
  const dir = await testFolder();
  const writer = await startStoreWriter(dir);
  await writer.acknowledged(1);
  const refusal = openJsonStore({ dir });
  await expect(refusal).rejects.toThrow(StoreRefused);
  await expect(refusal).rejects.toThrow(
    `Another Keyturn (process ${writer.pid}) uses the data folder ${dir}.`,
  );
  await writer.kill();
  // At once: the kernel let go of the lock when the process ended.
  await openStore({ dir });
});

test('of many starts at once, one wins', async () => {
  const dir = await testFolder();
  const starts = await Promise.allSettled(Array.from({ length: 10 }, () => openStore({ dir })));
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const start of starts) {
    if (start.status === 'rejected') expect(start.reason).toBeInstanceOf(StoreRefused);
  }
});

test.each(['1', String(process.pid), String(process.ppid), 'nonsense', ''])(
  'a lock file that nobody holds does not matter, whatever it says (%j)',
  async (content) => {
    const dir = await testFolder();
    await writeFile(join(dir, 'lock'), content);
    await openStore({ dir });
    expect(await readFile(join(dir, 'lock'), 'utf8')).toBe(`${process.pid}\n`);
  },
);

test('a closed store leaves the folder to the next', async () => {
  const { store, dir } = await openStore();
  await store.close();
  await openStore({ dir });
});

test('a refused start leaves the folder to the next', async () => {
  const dir = await testFolder();
  await writeFile(join(dir, 'keyturn.json'), '');
  await expect(openJsonStore({ dir })).rejects.toThrow(/is empty/);
  await expect(openJsonStore({ dir })).rejects.toThrow(/is empty/);
});

test('a file where the folder should be is refused with the reason', async () => {
  const dir = join(await testFolder(), 'data');
  await writeFile(dir, '');
  const start = openJsonStore({ dir });
  await expect(start).rejects.toThrow(StoreRefused);
  await expect(start).rejects.toThrow(/cannot be used: EEXIST/);
});
