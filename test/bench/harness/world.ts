/** An organisation with very many keys, made by the server and by its store. */
import { randomBytes } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, readConfig } from '../../../server/config.ts';
import { createId } from '../../../server/domain/ids.ts';
import { drawKey } from '../../../server/domain/keys/draw.ts';
import { newKeyRow } from '../../../server/domain/keys/new-key-row.ts';
import { startServer } from '../../../server/start.ts';
import { openJsonStore } from '../../../server/store/json/index.ts';
import { openPostgresStore } from '../../../server/store/postgres/index.ts';
import type { KeyRow, MemberRow } from '../../../server/store/rows.ts';
import type { Store } from '../../../server/store/store.ts';
import { requester } from '../../support/http.ts';
import { createKey } from '../../support/keys.ts';
import { roleIdOf, setApiAccess, setUp } from '../../support/people.ts';
import { scratchFolder } from './scratch.ts';

export interface World {
  /** For `server/main.ts`: where its data is. */
  environment: Record<string, string>;
  orgId: string;
  /** The admin's session. */
  adminToken: string;
  adminMemberId: string;
  /** A key that may check others. */
  verifierSecret: string;
  /** A file with the secret of every other key, one on each line, in no order. */
  secrets: string;
  /** One of those, and the id of one. */
  someSecret: string;
  someKeyId: string;
}

const SETUP_CODE = 'bench-bench-bench';
const KEYS_PER_MEMBER = 100;
/** What all keys have in common. */
const LIKE_ALL = {
  name: 'Nightly report',
  scopes: ['tasks:read', 'tasks:create'],
  expiresAt: null,
};
/** In one transaction. */
const BATCH = 5_000;

const jsonWorlds = new Map<number, Promise<World & { dataDir: string }>>();

/** A world in JSON files of its own: a copy of one that is made once for each size. */
export async function jsonWorld(keys: number): Promise<World> {
  let made = jsonWorlds.get(keys);
  if (!made) {
    made = makeJsonWorld(keys);
    jsonWorlds.set(keys, made);
  }
  const { dataDir, ...world } = await made;
  const copy = join(scratchFolder('world'), 'data');
  await cp(dataDir, copy, { recursive: true });
  return { ...world, environment: { ...world.environment, KEYTURN_DATA_DIR: copy } };
}

/** The same, of whose keys only the first so many are asked for. */
export async function withKeysInUse(world: World, count: number): Promise<World> {
  const all = (await readFile(world.secrets, 'utf8')).split('\n');
  const secrets = join(scratchFolder('in-use'), 'secrets.txt');
  await writeFile(secrets, all.slice(0, count).join('\n'));
  return { ...world, secrets };
}

async function makeJsonWorld(keys: number): Promise<World & { dataDir: string }> {
  const dataDir = join(scratchFolder(`seed-${keys}`), 'data');
  return { ...(await makeWorld({ KEYTURN_DATA_DIR: dataDir }, keys)), dataDir };
}

/** A world in that empty database. */
export function postgresWorld(url: string, keys: number): Promise<World> {
  return makeWorld({ DATABASE_URL: url }, keys);
}

async function makeWorld(where: Record<string, string>, keys: number): Promise<World> {
  const environment = {
    ...where,
    PORT: '0',
    KEYTURN_SETUP_CODE: SETUP_CODE,
    KEYTURN_BREACHED_PASSWORDS: 'off',
  };
  const config = readConfig(environment);
  const { memberRoleId, ...people } = await makePeople(config);
  const store = await openStore(config);
  try {
    const made = await addKeys(store, people.orgId, memberRoleId, keys);
    const secrets = join(scratchFolder('secrets'), 'secrets.txt');
    await writeFile(secrets, made.secrets.join('\n'));
    return { environment, ...people, secrets, ...made.some };
  } finally {
    await store.close();
  }
}

function openStore({ databaseUrl, dataDir, checks }: Config): Promise<Store> {
  return databaseUrl === null
    ? openJsonStore({ dir: dataDir })
    : openPostgresStore({ url: databaseUrl, checks });
}

async function makePeople(config: Config) {
  const server = await startServer({ config: { ...config, logLevel: 'silent' } });
  try {
    const request = requester(server.address);
    const admin = await setUp({ request, setupCode: SETUP_CODE });
    await setApiAccess({ request }, admin, true);
    const verifier = await createKey({ request }, admin, { scopes: ['keyturn.keys:verify'] });
    return {
      orgId: admin.orgId,
      adminToken: admin.token,
      adminMemberId: admin.memberId,
      memberRoleId: await roleIdOf({ request }, admin, 'member'),
      verifierSecret: verifier.secret,
    };
  } finally {
    await server.close();
  }
}

async function addKeys(store: Store, orgId: string, roleId: string, count: number) {
  const secrets: string[] = [];
  const start = Date.now() - count;
  let owner = memberOf(orgId, roleId, start);
  let someKeyId = '';
  for (let from = 0; from < count; from += BATCH) {
    const members: MemberRow[] = [];
    const rows: KeyRow[] = [];
    for (let at = from; at < Math.min(from + BATCH, count); at++) {
      if (at % KEYS_PER_MEMBER === 0) {
        owner = memberOf(orgId, roleId, start);
        members.push(owner);
      }
      const { secret, row } = drawKey(randomBytes);
      secrets.push(secret);
      rows.push(newKeyRow(owner, { ...row, ...LIKE_ALL }, start + at));
    }
    await store.transact(async (tx) => {
      for (const member of members) tx.put('members', member);
      for (const row of rows) tx.put('keys', row);
    });
    someKeyId = (rows[0] as KeyRow).id;
  }
  shuffle(secrets);
  return { secrets, some: { someSecret: secrets[0] as string, someKeyId } };
}

function memberOf(orgId: string, roleId: string, createdAt: number): MemberRow {
  return {
    id: createId('mem', randomBytes),
    orgId,
    kind: 'service',
    userId: null,
    name: 'Nightly import',
    email: null,
    roleId,
    active: true,
    createdAt,
  };
}

/** In place, by Fisher and Yates. */
function shuffle<V>(values: V[]): void {
  for (let at = values.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [values[at], values[other]] = [values[other] as V, values[at] as V];
  }
}
