import { rename, rm } from 'node:fs/promises';
import { TABLE_NAMES, type TableName, type Tables } from '../rows.ts';
import type { ArchivedChain } from './archive.ts';
import type { Database } from './database.ts';
import type { Folder } from './folder.ts';
import { hex } from './record.ts';
import { SCHEMA_VERSION } from './schema.ts';
import { Slices } from './slices.ts';

export const SNAPSHOT_FORMAT = 'keyturn';
/** The last member, over every byte before it. */
export const CHECKSUM_MEMBER = ',\n"checksum":';

/**
 * The rows as they are at one moment: they are never changed, so copying the lists is
 * enough. When keys were last used is told as of later, which a replay does not mind.
 */
export type View = [table: TableName, rows: Iterable<{ id: string }>][];

export function viewOf(database: Database): View {
  return TABLE_NAMES.map((name) => [name, asOfLater(database, name, database.table(name).copy())]);
}

function* asOfLater<T extends TableName>(database: Database, name: T, rows: Iterable<Tables[T]>) {
  for (const row of rows) yield database.asOfNow(name, row);
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
    let size: number;
    try {
      const slices = new Slices(handle);
      for (const text of document(view, archived, seq)) {
        if (!slices.hasRoomFor(text)) await slices.flush();
        slices.add(text);
      }
      await slices.flush();
      slices.add(`${CHECKSUM_MEMBER}"${hex(slices.crc)}"}\n`);
      await slices.flush();
      await handle.sync();
      ({ size } = slices);
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

/** JSON with a row on each line, piece by piece, up to its checksum. */
function* document(view: View, archived: readonly ArchivedChain[], seq: number): Generator<string> {
  yield `{"format":"${SNAPSHOT_FORMAT}","schemaVersion":${SCHEMA_VERSION},"seq":${seq},"tables":{`;
  let betweenTables = '\n';
  for (const [name, rows] of view) {
    yield `${betweenTables}"${name}":[`;
    betweenTables = ',\n';
    let betweenRows = '\n';
    for (const row of rows) {
      yield betweenRows;
      yield JSON.stringify(row);
      betweenRows = ',\n';
    }
    yield ']';
  }
  const chains = archived.map((chain) => `\n${JSON.stringify(chain)}`);
  yield `\n},\n"audit":[${chains.join(',')}]`;
}
