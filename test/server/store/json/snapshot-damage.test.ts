import { beforeEach, expect, test } from 'vitest';
import { Unusable } from '../../../../server/store/json/read-row.ts';
import { parseSnapshot } from '../../../../server/store/json/read-snapshot.ts';
import { SCHEMA_VERSION } from '../../../../server/store/json/schema.ts';
import {
  expectRefused,
  type Files,
  filesIn,
  folderOf,
  openStore,
} from '../../../support/json-store.ts';
import { userRow } from '../../../support/rows.ts';
import { change, putWorld } from '../../../support/store-world.ts';

type Row = Record<string, unknown>;
interface Document {
  format: unknown;
  schemaVersion: unknown;
  seq: unknown;
  tables: Record<string, Row[]>;
  checksum?: string;
}

/** What a closed store leaves. */
let files: Files;
let text: string;
let world: Awaited<ReturnType<typeof putWorld>>;

beforeEach(async () => {
  const { store, dir } = await openStore();
  world = await putWorld(store);
  await change(store, (tx) => tx.put('users', userRow({ email: 'ada@example.com' })));
  await store.close();
  files = await filesIn(dir);
  text = String(files['keyturn.json']);
});

const withSnapshot = (content: string | Buffer): Files => ({
  ...files,
  'keyturn.json': Buffer.from(content),
});

/** The snapshot after an edit by hand: without its checksum. */
function edited(edit: (document: Document) => void): Files {
  const { checksum: _, ...document } = JSON.parse(text) as Document;
  edit(document);
  return withSnapshot(JSON.stringify(document, null, 2));
}

const row = ({ tables }: Document, table: string): Row => tables[table]?.[0] as Row;

test('it is JSON that can be read and, without its checksum, edited', async () => {
  const document = JSON.parse(text) as Document;
  expect(document).toMatchObject({ format: 'keyturn', schemaVersion: SCHEMA_VERSION, seq: 2 });
  const dir = await folderOf(edited((one) => Object.assign(row(one, 'orgs'), { name: 'By hand' })));
  const { store } = await openStore({ dir });
  expect(await store.orgs.byId(world.org.id)).toMatchObject({ name: 'By hand' });
});

test('cut anywhere it is not taken for whole', () => {
  for (let end = 0; end < text.length - 1; end++) {
    expect(() => parseSnapshot(Buffer.from(text.slice(0, end))), `cut at ${end}`).toThrow(Unusable);
  }
});

test('one bit flipped anywhere is noticed', () => {
  const bytes = Buffer.from(text);
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flip = () => {
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
    };
    flip();
    expect(() => parseSnapshot(bytes), `bit ${bit}`).toThrow(Unusable);
    flip();
  }
});

test.each([
  [
    'empty',
    /keyturn\.json is empty\. Nothing was changed\. Move the folder .* away and run "keyturn restore/,
    0,
  ],
  ['cut off', /keyturn\.json is not valid JSON: broken or cut off\. Nothing was changed/, 300],
])('%s it is refused', async (_, message, end) => {
  await expectRefused(withSnapshot(text.slice(0, end)), message);
});

test('edited with its checksum left in, it is refused and says what to do', async () => {
  const changed = text.replace('Harbour Lane', 'Harbour Lame');
  await expectRefused(withSnapshot(changed), /checksum: damaged, or edited by hand \(remove/);
});

test.each<[string, RegExp, (document: Document) => void]>([
  ['of another program', /is not a file of Keyturn/, (one) => Object.assign(one, { format: 'x' })],
  [
    'of a newer version',
    /newer Keyturn/,
    (one) => Object.assign(one, { schemaVersion: SCHEMA_VERSION + 1 }),
  ],
  ['of no version', /no schemaVersion/, (one) => Object.assign(one, { schemaVersion: '1' })],
  ['without its record number', /no record number/, (one) => Object.assign(one, { seq: -1 })],
  ['without tables', /has no tables/, (one) => Object.assign(one, { tables: [] })],
  ['with an unknown part', /unknown part "more"/, (one) => Object.assign(one, { more: 1 })],
  [
    'with an unknown table',
    /unknown table "webs"/,
    (one) => Object.assign(one.tables, { webs: [] }),
  ],
  ['without a table', /has no table keys/, (one) => Object.assign(one.tables, { keys: {} })],
  [
    'with a null row',
    /tables\.keys\[1\] is not a row/,
    (one) => one.tables.keys?.push(null as never),
  ],
  [
    'with a missing field',
    /tables\.keys\[0\].* at hash/,
    (one) => Reflect.deleteProperty(row(one, 'keys'), 'hash'),
  ],
  [
    'with a wrong type',
    /at permissions\.0/,
    (one) => Object.assign(row(one, 'roles'), { permissions: [1] }),
  ],
  [
    'with an unknown field',
    /Unrecognized key/,
    (one) => Object.assign(row(one, 'orgs'), { plan: 'x' }),
  ],
  [
    'with an id twice',
    /id of tables\.keys\[1\] twice/,
    (one) => one.tables.keys?.push(row(one, 'keys')),
  ],
  [
    'with a hash twice',
    /same hash/,
    (one) => one.tables.keys?.push({ ...row(one, 'keys'), id: 'key_2' }),
  ],
  [
    'with an email twice',
    /same email/,
    (one) => one.tables.users?.push({ ...row(one, 'users'), id: 'usr_2' }),
  ],
  [
    'with a reference to nothing',
    /with a ownerId that is not there/,
    (one) => Object.assign(row(one, 'keys'), { ownerId: 'mem_x' }),
  ],
])('%s it is refused', async (_, message, edit) => {
  await expectRefused(edited(edit), /keyturn\.json /, message);
});

test("secrets' hashes are not repeated in a refusal", async () => {
  const damaged = edited((one) => one.tables.keys?.push({ ...row(one, 'keys'), id: 'key_2' }));
  await expect(openStore({ dir: await folderOf(damaged) })).rejects.not.toThrow(world.key.hash);
});

test.each([
  ['only the snapshot is there', ['keyturn.json'], /journal-2 is missing/],
  ['only the journal is there', ['journal-2'], /keyturn\.json is missing/],
])('where %s, it is refused', async (_, names, message) => {
  const some = Object.fromEntries(Object.entries(files).filter(([name]) => names.includes(name)));
  await expectRefused(some, message);
});
