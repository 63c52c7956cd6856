/** `npm start`: builds what is missing, then runs the built server in this terminal. */
import { spawn } from 'node:child_process';
import { BuildFailed, buildStale, CHROME_FOLDER, FIREFOX_MANIFEST, SERVER_MAIN } from './build.ts';
import { whenParentEnds } from './parent.ts';

try {
  let told = false;
  await buildStale(['server', 'chrome', 'firefox'], () => {
    if (!told) console.log('Building …');
    told = true;
  });
} catch (error) {
  if (!(error instanceof BuildFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}

console.log(`Load in Chrome:  ${CHROME_FOLDER}`);
console.log(`Load in Firefox: ${FIREFOX_MANIFEST}`);

const server = spawn(process.execPath, ['--enable-source-maps', SERVER_MAIN], {
  stdio: 'inherit',
});
// The server takes a second signal as "at once", so it gets one of them only.
let asked = false;
const stop = (signal?: NodeJS.Signals) => {
  if (!asked && signal) server.kill(signal);
  asked = true;
};
// Ctrl-C reaches the server by itself: the terminal sends it to both.
process.on('SIGINT', () => stop());
process.on('SIGTERM', stop).on('SIGHUP', stop);
whenParentEnds(() => stop('SIGTERM'));
server.once('close', (code, signal) => {
  if (signal) process.kill(process.pid, signal);
  process.exitCode = code ?? 1;
});
