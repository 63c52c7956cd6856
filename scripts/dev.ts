/** `npm run dev`: server and extension, each built anew and reloaded when it changes. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createServer } from 'wxt';
import { whenParentEnds } from './parent.ts';

const ROOT = resolve(import.meta.dirname, '..');
const { DISPLAY, WAYLAND_DISPLAY } = process.env;
const hasDisplay = process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);

const server = spawn(
  process.execPath,
  [
    resolve(ROOT, 'node_modules/tsx/dist/cli.mjs'),
    'watch',
    '--clear-screen=false',
    'server/main.ts',
  ],
  {
    cwd: ROOT,
    stdio: 'inherit',
    // Passwords for trying things out are nobody's.
    env: { KEYTURN_BREACHED_PASSWORDS: 'off', ...process.env },
  },
);

const extension = await createServer({ root: ROOT, webExt: { disabled: !hasDisplay } });
await extension.start();

// Ctrl-C reaches the server by itself, and a second signal would end it at once.
let interrupted = false;
process.on('SIGINT', () => {
  interrupted = true;
  process.exit();
});
process.on('SIGHUP', () => process.exit());
whenParentEnds(() => process.exit());
// On SIGTERM, and when the terminal closes its input, Vite ends the process by itself.
process.on('exit', () => {
  if (!interrupted) server.kill('SIGTERM');
});
server.once('close', (code) => process.exit(code ?? 0));
