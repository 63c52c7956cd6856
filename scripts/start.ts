/** `npm start`: builds what is missing, then runs the built server in this terminal. */
import { spawn } from 'node:child_process';
import { BuildFailed, buildStale, CHROME_FOLDER, FIREFOX_MANIFEST, SERVER_MAIN } from './build.ts';

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
// Ctrl-C reaches the server by itself: the terminal sends it to both.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => server.kill('SIGTERM'));
process.on('SIGHUP', () => server.kill('SIGHUP'));
server.once('close', (code, signal) => {
  if (signal) process.kill(process.pid, signal);
  process.exitCode = code ?? 1;
});
