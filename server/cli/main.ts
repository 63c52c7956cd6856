#!/usr/bin/env node
import { run } from './run.ts';

// Ended here, since a connection that was on its way when its pool ended would keep us.
process.exit(await run(process.argv.slice(2)));
