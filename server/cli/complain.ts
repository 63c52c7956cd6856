import { BackupRefused } from '../backup/refused.ts';
import { ConfigRefused } from '../config.ts';
import { ImportRefused } from '../domain/keys/import.ts';
import { Refusal } from '../domain/refusal.ts';
import { StoreDamaged, StoreRefused, StoreUnavailable } from '../store/store.ts';
import { CommandRefused } from './command.ts';

/** One message that says what to do; only what we did not foresee comes with its stack. */
export function complain(error: unknown): number {
  const foreseen = [
    ConfigRefused,
    StoreDamaged,
    StoreRefused,
    StoreUnavailable,
    BackupRefused,
    CommandRefused,
    ImportRefused,
    Refusal,
  ].some((type) => error instanceof type);
  console.error(foreseen ? (error as Error).message : (listenProblem(error) ?? error));
  return 1;
}

function listenProblem(error: unknown): string | null {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return null;
  switch (code) {
    case 'EADDRINUSE':
      return `Another program uses this port. Stop it, or set PORT to another one (for the metrics, KEYTURN_METRICS_PORT).\n${message}`;
    case 'EACCES':
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `The server cannot listen there. Check HOST and PORT (for the metrics, KEYTURN_METRICS_HOST and KEYTURN_METRICS_PORT).\n${message}`;
    default:
      return null;
  }
}
