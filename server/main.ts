/** The server alone, as `npm start` runs it: the same as `keyturn serve`. */
import { run } from './cli/run.ts';

process.exitCode = await run(['serve']);
