/**
 * `npm run bench`: cases are added as `{ name, run }`; each runs beside what it is
 * compared with, in one process run, and reports ratios.
 */
export const cases: { name: string; run: () => Promise<string> }[] = [];

if (cases.length === 0) console.log('No benchmark cases yet.');
for (const { name, run } of cases) console.log(`${name}: ${await run()}`);
