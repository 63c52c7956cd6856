/** One temporary folder for a whole run, removed at its end. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let root: string | null = null;
let folders = 0;

/** A new folder in it. */
export function scratchFolder(name: string): string {
  root ??= makeRoot();
  const folder = join(root, `${++folders}-${name}`);
  mkdirSync(folder);
  return folder;
}

function makeRoot(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
