import { constants } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { TABLE_NAMES } from '../rows.ts';
import { isRecord, isTableName, parseJson, Unusable } from './read-row.ts';
import { CHECKSUM_MEMBER } from './snapshot.ts';
import { SnapshotLines } from './snapshot-lines.ts';
import { type Snapshot, SnapshotParts, schemaVersionIn, verifyChecksum } from './snapshot-parts.ts';

export interface SizedSnapshot extends Snapshot {
  /** Of the file, in bytes. */
  size: number;
}

/** Bytes. */
const BLOCK = 256 * 1024;

/** Throws `Unusable` for anything that a snapshot is not. `longestWhole` in bytes. */
export async function readSnapshot(
  handle: FileHandle,
  longestWhole: number = constants.MAX_STRING_LENGTH,
): Promise<SizedSnapshot> {
  try {
    return await readLines(handle, new SnapshotLines(true));
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
  }
  // Someone has edited it or laid it out anew, or it is damaged.
  const { size } = await handle.stat();
  if (size <= longestWhole) return { ...parseSnapshot(await handle.readFile()), size };
  const lines = new SnapshotLines(false);
  try {
    return await readLines(handle, lines);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    throw new Unusable(
      `is too large to be read unless each row is on a line of its own, and after line ${lines.lines} it ${error.message}`,
    );
  }
}

async function readLines(handle: FileHandle, lines: SnapshotLines): Promise<SizedSnapshot> {
  const size = await eachBlock(handle, (block) => lines.add(block));
  return { ...lines.end(), size };
}

/** Answers how many bytes there were. */
async function eachBlock(handle: FileHandle, take: (block: Buffer) => void): Promise<number> {
  const block = Buffer.allocUnsafeSlow(BLOCK);
  let size = 0;
  for (;;) {
    const { bytesRead } = await handle.read(block, 0, BLOCK, size);
    if (bytesRead === 0) return size;
    take(block.subarray(0, bytesRead));
    size += bytesRead;
  }
}

/** The same of any layout, whole in memory. */
export function parseSnapshot(bytes: Buffer): Snapshot {
  if (bytes.length === 0) throw new Unusable('is empty');
  const document = parseJson(bytes.toString());
  if (!isRecord(document)) throw new Unusable('is not a file of Keyturn');
  const { tables, audit, checksum, ...head } = document;
  schemaVersionIn(head);
  verifyChecksum(checksum, crc32(bytes.subarray(0, bytes.lastIndexOf(CHECKSUM_MEMBER))));
  const parts = new SnapshotParts(head);
  if (!isRecord(tables)) throw new Unusable('has no tables');
  for (const name of Object.keys(tables)) if (!isTableName(name)) parts.beginTable(name);
  for (const name of TABLE_NAMES) {
    const rows = tables[name];
    if (rows === undefined) continue;
    if (!Array.isArray(rows)) throw new Unusable(`has no table ${name}`);
    parts.beginTable(name);
    for (const row of rows) parts.addRow(row);
  }
  return parts.end(audit);
}
