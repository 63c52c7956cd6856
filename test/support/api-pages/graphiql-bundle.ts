import { resolve } from 'node:path';
import { build } from 'vite';

const REPOSITORY = resolve(import.meta.dirname, '../../..');

/** GraphiQL comes as modules: put together here, in a few seconds. */
export async function bundleGraphiql(): Promise<{ script: string; style: string }> {
  const built = await build({
    configFile: false,
    root: REPOSITORY,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      cssCodeSplit: false,
      rollupOptions: {
        input: resolve(import.meta.dirname, 'graphiql-page.js'),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  });
  const [one] = Array.isArray(built) ? built : [built];
  if (!one || !('output' in one)) throw new Error('GraphiQL was not built');
  const script = one.output.find((part) => part.type === 'chunk');
  const style = one.output.find(({ fileName }) => fileName.endsWith('.css'));
  if (script?.type !== 'chunk' || style?.type !== 'asset') throw new Error('a part is missing');
  return { script: script.code, style: String(style.source) };
}
