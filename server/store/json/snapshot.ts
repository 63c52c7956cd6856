import { rename, rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { TABLE_NAMES, type TableName } from '../rows.ts';
import type { ArchivedChain } from './archive.ts';
import type { Database } from './database.ts';
import type { Folder } from './folder.ts';
import { writeAll } from './journal.ts';
import { hex } from './record.ts';
import { SCHEMA_VERSION } from './schema.ts';

export const SNAPSHOT_FORMAT = 'keyturn';
/** The last member, over every byte before it. */
export const CHECKSUM_MEMBER = ',\n"checksum":';

/** About how many characters are serialised at a time: well under a millisecond's work. */
const SLICE = 64 * 1024;

/** The rows as they are at one moment: they are never changed, so copying the lists is enough. */
export type View = [table: TableName, rows: { id: string }[]][];

export function viewOf(database: Database): View {
  return TABLE_NAMES.map((name) => [name, [...database.table(name).values()]]);
}

/**
 * Writes `keyturn.json` beside the old one and puts it in its place; answers its size in
 * bytes. The old one stands until the new one is durable.
 */
export async function writeSnapshot(
  folder: Folder,
  view: View,
  archived: readonly ArchivedChain[],
  seq: number,
): Promise<number> {
  const temporary = `${folder.snapshot}.tmp`;
  try {
    const handle = await folder.open(temporary, 'w', 0o600);
    let size = 0;
    let crc = 0;
    try {
      for (const slice of document(view, archived, seq)) {
        const bytes = Buffer.from(slice);
        crc = crc32(bytes, crc);
        await writeAll(handle, bytes, size);
        size += bytes.length;
      }
      const end = Buffer.from(`${CHECKSUM_MEMBER}"${hex(crc)}"}\n`);
      await writeAll(handle, end, size);
      size += end.length;
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, folder.snapshot);
    await folder.sync();
    return size;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** JSON with a row on each line, in slices, up to its checksum. */
function* document(view: View, archived: readonly ArchivedChain[], seq: number): Generator<string> {
  let text = `{"format":"${SNAPSHOT_FORMAT}","schemaVersion":${SCHEMA_VERSION},"seq":${seq},"tables":{`;
  let betweenTables = '\n';
  for (const [name, rows] of view) {
    text += `${betweenTables}"${name}":[`;
    betweenTables = ',\n';
    let betweenRows = '\n';
    for (const row of rows) {
      text += betweenRows + JSON.stringify(row);
      betweenRows = ',\n';
      if (text.length > SLICE) {
        yield text;
        text = '';
      }
    }
    text += ']';
  }
  const chains = archived.map((chain) => `\n${JSON.stringify(chain)}`);
  yield `${text}\n},\n"audit":[${chains.join(',')}]`;
}
