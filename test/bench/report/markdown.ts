/** `docs/performance.md`, whole. */
import type { Report, Table } from './report.ts';

const INTRODUCTION = `# Performance

Written by \`npm run bench\`; edit \`test/bench/\`, not this file.

\`\`\`sh
npm run bench                        # every case, at full length: about half an hour
npm run bench -- check-http start    # some cases; the sections of the others stay
npm run bench -- --quick             # two short rounds each, to try it; written to a temporary folder
npm run bench -- check-http --cpu-prof <folder>   # processor profiles of the servers
\`\`\`

Load comes from \`wrk\` where it is installed (\`apt-get install wrk\`), otherwise from autocannon. Each server runs as a
process of its own on one core, the load on another (\`taskset\`, where it is there). Keyturn is the compiled server,
\`server/main.js\`, as \`npm run build:server\` makes it, with its default settings. The sides of a case take turns,
round by round (A B C A B C …), and while one is measured the processes of the others are stopped (\`SIGSTOP\`)
unless a note says otherwise. A ratio compares two sides of the same round. Figures are medians of all rounds, with the lowest
and the highest in brackets.`;

export function markdown(reports: readonly Report[]): string {
  return `${[INTRODUCTION, ...summary(reports), ...reports.map(section)].join('\n\n')}\n`;
}

function summary(reports: readonly Report[]): string[] {
  const rows = reports.flatMap(({ name, title, goals }) =>
    goals.map(({ goal, measured, met }) => [
      `[${title}](#${name})`,
      goal,
      measured,
      met ? 'met' : '**missed**',
    ]),
  );
  if (rows.length === 0) return [];
  return ['## Goals', tableOf({ title: '', columns: ['case', 'goal', 'measured', ''], rows })];
}

function section({ name, title, at, pace, machine, commit, ...found }: Report): string {
  return [
    `<a id="${name}"></a>\n\n## ${title}`,
    `\`npm run bench -- ${name}\` · ${at.slice(0, 16).replace('T', ' ')} UTC · ${pace} · ${machine} · commit ${commit}`,
    ...found.plots.map((plot) => `![${plot.title}: ${plot.scale}](performance/${plot.name}.svg)`),
    ...found.tables.map((table) =>
      [table.title ? `**${table.title}**` : '', tableOf(table)].filter(Boolean).join('\n\n'),
    ),
    ...(found.notes.length > 0 ? [found.notes.map((note) => `- ${note}`).join('\n')] : []),
  ].join('\n\n');
}

function tableOf({ columns, rows }: Table): string {
  return [columns, columns.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
