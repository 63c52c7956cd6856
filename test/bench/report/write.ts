/** Keeps each case's last report, and writes the page and its plots from all of them. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markdown } from './markdown.ts';
import { svg } from './plot.ts';
import type { Report } from './report.ts';

/** `order`: the names of all cases. */
export async function writeReport(
  folder: string,
  order: readonly string[],
  report: Report,
): Promise<void> {
  const plots = join(folder, 'performance');
  await mkdir(plots, { recursive: true });
  const file = join(plots, 'results.jsonl');
  const earlier = await readReports(file);
  const reports = order.flatMap((name) =>
    name === report.name ? [report] : earlier.filter((one) => one.name === name),
  );
  for (const plot of report.plots) await writeFile(join(plots, `${plot.name}.svg`), svg(plot));
  await writeFile(file, reports.map((one) => `${JSON.stringify(one)}\n`).join(''));
  await writeFile(join(folder, 'performance.md'), markdown(reports));
}

/** One on each line; none where nothing has been measured yet. */
async function readReports(file: string): Promise<Report[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Report);
}
