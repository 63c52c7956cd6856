/**
 * `npm run bench [-- <case> …] [--quick] [--out <folder>] [--cpu-prof <folder>]`: each
 * case runs beside what it is compared with, in turns, and goes into `docs/performance.md`.
 * A quick run is for trying, so it goes elsewhere.
 */
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Case } from './cases/case.ts';
import { CASES } from './cases/index.ts';
import { build, ROOT } from './harness/build.ts';
import { stayOffServerCore } from './harness/cores.ts';
import { commit, machine } from './harness/machine.ts';
import type { Pace } from './harness/rounds.ts';
import { writeReport } from './report/write.ts';

const FULL: Pace = { rounds: 7, warmUpSeconds: { first: 4, each: 2 }, seconds: 4 };
const QUICK: Pace = { rounds: 2, warmUpSeconds: { first: 1, each: 1 }, seconds: 1 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    out: { type: 'string' },
    'cpu-prof': { type: 'string' },
  },
});
const pace = values.quick ? QUICK : FULL;
const out = values.out
  ? resolve(values.out)
  : values.quick
    ? join(tmpdir(), 'keyturn-bench-quick')
    : join(ROOT, 'docs');
const profileTo = values['cpu-prof'] && resolve(values['cpu-prof']);

process.on('SIGINT', () => process.exit(130)).on('SIGTERM', () => process.exit(143));
const cases = chosen(positionals);
const from = commit();
stayOffServerCore();
await build();
for (const one of cases) {
  try {
    await report(one);
  } catch (error) {
    process.exitCode = 1;
    console.error(`  ${one.name} failed:`, error);
  }
}
console.log(`Written: ${join(out, 'performance.md')}`);
process.exit();

async function report({ name, title, run }: Case): Promise<void> {
  console.log(`${name}: ${title}`);
  const findings = await run({ pace, quick: values.quick, profileTo });
  const order = CASES.map((one) => one.name);
  const { rounds, seconds } = pace;
  await writeReport(out, order, {
    name,
    title,
    at: new Date().toISOString(),
    pace: `${rounds} rounds of ${seconds} s${values.quick ? ' (quick: not to be quoted)' : ''}`,
    machine: machine(),
    commit: from,
    ...findings,
  });
  for (const { goal, measured, met } of findings.goals) {
    console.log(`  ${met ? 'met   ' : 'MISSED'} ${goal}: ${measured}`);
  }
}

function chosen(names: string[]): Case[] {
  const unknown = names.find((name) => !CASES.some((one) => one.name === name));
  if (unknown !== undefined) {
    console.error(
      `There is no case ${unknown}. There are: ${CASES.map((one) => one.name).join(', ')}`,
    );
    process.exit(1);
  }
  return names.length === 0 ? [...CASES] : CASES.filter((one) => names.includes(one.name));
}
