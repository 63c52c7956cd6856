import { ConfigRefused, readConfig } from './config.ts';
import { type RunningServer, startServer } from './start.ts';
import { StoreRefused } from './store/store.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const server = await startServer({ config });
  // Before the address is printed: whoever reads it may stop us right away.
  stopOnSignal(server);
  console.log(`Keyturn is at ${server.address}`);
  if (server.setupCode) console.log(`Setup code: ${server.setupCode}`);
}

function stopOnSignal(server: RunningServer): void {
  const stop = async () => {
    // A second signal ends the process at once, as it would by default.
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await server.close().catch(fail);
    process.exit();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

/** One message that says what to do; only what we did not foresee comes with its stack. */
function fail(error: unknown): void {
  process.exitCode = 1;
  if (error instanceof ConfigRefused || error instanceof StoreRefused) {
    console.error(error.message);
    return;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    console.error(
      `Another program uses this port. Stop it, or set PORT to another one.\n${message}`,
    );
  } else if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    console.error(`The server cannot listen there. Check HOST and PORT.\n${message}`);
  } else {
    console.error(error);
  }
}

main().catch(fail);
