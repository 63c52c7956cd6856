/** Load by autocannon as a process of its own, where there is no wrk. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compiled } from './build.ts';
import { pinned } from './cores.ts';
import type { Generator, LoadResult } from './load-types.ts';
import { scratchFolder } from './scratch.ts';

export const autocannon: Generator = {
  name: 'autocannon, 1 thread',
  async run(load) {
    const plan = join(scratchFolder('autocannon'), 'load.json');
    await writeFile(plan, JSON.stringify(load));
    const script = compiled('harness/autocannon-load');
    const [command, args] = pinned('load', process.execPath, [script, plan]);
    const { stdout } = await promisify(execFile)(command, args);
    return JSON.parse(stdout) as LoadResult;
  },
};
