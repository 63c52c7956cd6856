/** One org's archive, read from either end. Throws `StoreDamaged`. */
import type { FileHandle } from 'node:fs/promises';
import type { SealedAuditEntry } from '../../../shared/contract/audit.ts';
import { isSealed } from '../audit/seal.ts';
import { StoreDamaged } from '../store.ts';
import { type Line, linesBefore, linesFrom } from './archive-lines.ts';
import type { Archived } from './audit-chains.ts';
import type { Folder } from './folder.ts';
import { isRecord } from './read-row.ts';
import { Damage } from './replay.ts';

/** Below this many bytes, looking at each line is as fast as searching. */
const NEAR = 64 * 1024;

/** Oldest first, as they stand there: whether the chain is whole is for the reader to find out. */
export async function* archivedEntries(
  folder: Folder,
  orgId: string,
  { seq, hash, size }: Archived,
): AsyncGenerator<SealedAuditEntry> {
  if (size === 0) return;
  yield* reading(folder, orgId, async function* (handle) {
    let last: SealedAuditEntry | undefined;
    for await (const line of linesFrom(handle, 0, size)) {
      last = parse(line);
      yield last;
    }
    if (last?.seq !== seq || last.hash !== hash) {
      throw new Damage(`does not end with entry ${seq} as ${folder.snapshot} has it`);
    }
  });
}

/** Newest first, those whose number is below `below`; each is what was sealed. */
export async function* archivedBelow(
  folder: Folder,
  orgId: string,
  archived: Archived,
  below: number,
): AsyncGenerator<SealedAuditEntry> {
  if (archived.size === 0) return;
  yield* reading(folder, orgId, async function* (handle) {
    const isAll = below > archived.seq;
    const end = isAll ? archived.size : await endBelow(handle, archived.size, below);
    let hash = isAll ? archived.hash : undefined;
    for await (const line of linesBefore(handle, end)) {
      const entry = parse(line);
      if (!isSealed(entry) || entry.hash !== (hash ?? entry.hash)) throw changed(line);
      hash = entry.previousHash;
      if (entry.seq < below) yield entry;
    }
  });
}

async function* reading<T>(
  folder: Folder,
  orgId: string,
  read: (handle: FileHandle) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const path = folder.archive(orgId);
  let handle: FileHandle | undefined;
  try {
    handle = await folder.open(path, 'r');
    yield* read(handle);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new StoreDamaged(`${path} is missing.`);
    if (!(error instanceof Damage)) throw error;
    throw new StoreDamaged(`${path} ${error.message}. Compare it with a backup.`);
  } finally {
    await handle?.close();
  }
}

/** Where a line begins so that those below `below` stand before it, not far away. */
async function endBelow(handle: FileHandle, size: number, below: number): Promise<number> {
  let low = 0;
  let high = size;
  while (high - low > NEAR) {
    const line = await lineAfter(handle, Math.floor((low + high) / 2), high);
    if (!line) return high;
    if (parse(line).seq < below) low = line.end;
    else high = line.start;
  }
  return high;
}

/** The first line that begins after `offset`, and before `high`. */
async function lineAfter(
  handle: FileHandle,
  offset: number,
  high: number,
): Promise<Line | undefined> {
  let isFirst = true;
  for await (const line of linesFrom(handle, offset, high)) {
    if (!isFirst) return line;
    isFirst = false;
  }
  return undefined;
}

function parse(line: Line): SealedAuditEntry {
  let entry: unknown;
  try {
    entry = JSON.parse(line.text);
  } catch {
    throw changed(line);
  }
  if (!isRecord(entry) || !Number.isSafeInteger(entry.seq)) throw changed(line);
  return entry as SealedAuditEntry;
}

function changed({ start }: Line): Damage {
  return new Damage(`has an entry at byte ${start} that is not what was written`);
}
