/** The JSON-files store on folders of its own, and their bytes. */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type JsonStoreOptions, openJsonStore } from '../../server/store/json/index.ts';
import { type Store, StoreRefused } from '../../server/store/store.ts';
import { testFolder } from './server.ts';

/** Opens a store that is closed when the test ends; without `dir`, on a new folder. */
export async function openStore(
  options: Partial<JsonStoreOptions> = {},
): Promise<{ store: Store; dir: string }> {
  const dir = options.dir ?? (await testFolder());
  const store = await openJsonStore({ ...options, dir });
  onTestFinished(() => store.close());
  return { store, dir };
}

export type Files = Record<string, Buffer>;

/** The bytes of every file in the folder but the lock. */
export async function filesIn(dir: string): Promise<Files> {
  const names = (await readdir(dir)).filter((name) => name !== 'lock').sort();
  const bytes = await Promise.all(names.map((name) => readFile(join(dir, name))));
  return Object.fromEntries(names.map((name, index) => [name, bytes[index] as Buffer]));
}

/** A new folder with these files. */
export async function folderOf(files: Files): Promise<string> {
  const dir = join(await testFolder(), 'data');
  await mkdir(dir, { mode: 0o700 });
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(dir, name), bytes);
  return dir;
}

/** The folder as a crash at this moment would leave it. */
export async function crashImage(dir: string): Promise<string> {
  const image = join(await testFolder(), 'data');
  await cp(dir, image, { recursive: true });
  return image;
}

/** That a store on these files is refused with such a message, and the files stay as they were. */
export async function expectRefused(files: Files, ...messages: RegExp[]): Promise<void> {
  const dir = await folderOf(files);
  const error: unknown = await openJsonStore({ dir }).then(
    (store) => store.close(),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(StoreRefused);
  for (const message of messages) expect((error as Error).message).toMatch(message);
  expect(await filesIn(dir)).toEqual(files);
}
