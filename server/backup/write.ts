import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { SCHEMA_VERSION } from '../store/json/schema.ts';
import { VERSION } from '../version.ts';
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  type BackupHeader,
  type BackupRows,
  type Counts,
  lineOf,
  noRows,
} from './format.ts';
import { readBackup } from './read.ts';
import { BackupRefused } from './refused.ts';

/** About how many characters go to the compressor at a time. */
const SLICE = 64 * 1024;

/**
 * Writes the rows to a new file for the owner alone, durably, and reads it once more to
 * see that it is good. Throws `BackupRefused` where the file is there already; after any
 * failure there is no file.
 */
export async function writeBackup(
  file: string,
  from: BackupHeader['from'],
  rows: BackupRows,
  now: number,
): Promise<Counts> {
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new BackupRefused(
      error.code === 'EEXIST'
        ? `${file} is there already. A backup never overwrites: give another name.`
        : `The backup cannot be written: ${error.message}`,
    );
  });
  try {
    const written = noRows();
    const lines = Readable.from(document(from, rows, now, written));
    // Closes the file too, whatever becomes of it.
    await pipeline(lines, createGzip(), handle.createWriteStream({ flush: true }));
    // Its end says how many rows of each table there must be.
    for await (const _ of readBackup(file));
    return written;
  } catch (error) {
    await rm(file, { force: true });
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === 'write' || syscall === 'fsync') {
      throw new BackupRefused(`The backup cannot be written: ${message}`, { cause: error });
    }
    throw error;
  }
}

async function* document(
  from: BackupHeader['from'],
  rows: BackupRows,
  now: number,
  written: Counts,
): AsyncGenerator<string> {
  const sha256 = createHash('sha256');
  const header: BackupHeader = {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    schemaVersion: SCHEMA_VERSION,
    createdAt: new Date(now).toISOString(),
    keyturn: VERSION,
    from,
  };
  let text = lineOf(header);
  for await (const row of rows) {
    text += lineOf(row);
    written[row[0]] += 1;
    if (text.length < SLICE) continue;
    sha256.update(text);
    yield text;
    text = '';
  }
  sha256.update(text);
  yield text + lineOf({ rows: written, sha256: sha256.digest('hex') });
}
