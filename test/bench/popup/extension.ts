/** The built extension with one page more: the bare popup, served and loaded in the same way. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { build } from 'vite';
import { buildStale, CHROME_FOLDER } from '../../../scripts/build.ts';

export interface BenchExtension {
  folder: string;
  remove: () => Promise<void>;
}

export async function extensionWithHello(): Promise<BenchExtension> {
  await buildStale(['chrome']);
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-bench-extension-'));
  await cp(CHROME_FOLDER, folder, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [preact()],
    build: {
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      rollupOptions: {
        input: join(import.meta.dirname, 'hello.tsx'),
        output: { entryFileNames: 'hello.js' },
      },
    },
  });
  const page = `<!doctype html><meta charset="utf-8"><title>Hello</title><body><script type="module" src="hello.js"></script>`;
  await writeFile(join(folder, 'hello.html'), page);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
