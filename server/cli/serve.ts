import { readConfig } from '../config.ts';
import { type RunningServer, startServer } from '../start.ts';
import type { Command } from './command.ts';
import { complain } from './complain.ts';

export const serve: Command = {
  summary: 'run the server',
  positionals: [],
  options: {},
  about: `
Runs the server until SIGTERM or Ctrl+C, which let running requests finish and
write what waits. A second signal ends it at once; what was acknowledged is safe
either way. Where it has a certificate, SIGHUP has it take a renewed one at once.
Its settings come from the environment: see docs/operations.md.
On a new folder or database it prints the setup code.`,
  examples: ['PORT=8080 KEYTURN_DATA_DIR=/var/lib/keyturn keyturn serve'],
  exitCodes: { 1: 'it could not start, or could not write everything at its stop' },
  async run() {
    const server = await startServer({ config: readConfig(process.env) });
    // Before the address is printed: whoever reads it may stop us right away.
    const stopped = stopOnSignal(server);
    if (server.reloadCertificate) process.on('SIGHUP', server.reloadCertificate);
    console.log(`Keyturn is at ${server.address}`);
    if (server.metricsAddress) console.log(`Metrics are at ${server.metricsAddress}`);
    if (server.setupCode) console.log(`Setup code: ${server.setupCode}`);
    // Whatever else is still open: nothing of it is needed.
    process.exit(await stopped);
  },
};

/** The exit code, once the server has stopped. */
function stopOnSignal(server: RunningServer): Promise<number> {
  return new Promise((resolve) => {
    const stop = () => {
      // A second signal ends the process at once, as it would by default.
      process.off('SIGINT', stop).off('SIGTERM', stop);
      server.close().then(
        () => resolve(0),
        (error) => resolve(complain(error)),
      );
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
  });
}
