import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import canonicalize from 'canonicalize';

/** The lines of a backup, checksums and all. */
export async function linesOf(file: string): Promise<string[]> {
  return gunzipSync(await readFile(file))
    .toString()
    .split('\n')
    .slice(0, -1);
}

/** Its rows as canonical JSON, in an order of their own, to be compared with another's. */
export async function rowsOf(file: string): Promise<string[]> {
  const rows = (await linesOf(file)).map((line) => JSON.parse(line.slice(9))).filter(Array.isArray);
  return rows.map((row) => canonicalize(row) as string).sort();
}

export async function writeLines(file: string, lines: readonly string[]): Promise<string> {
  await writeFile(file, gzipSync(lines.map((line) => `${line}\n`).join('')));
  return file;
}
