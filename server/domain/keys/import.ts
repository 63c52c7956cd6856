/** Taking over keys of another system, by their hashes. */
import { isReserved } from '../../../shared/scopes.ts';
import type { KeyRow, MemberRow, OrgRow, RoleRow } from '../../store/rows.ts';
import type { Transaction } from '../../store/store.ts';
import { SYSTEM } from '../audit/author.ts';
import { record, theKey } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { createId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { UNKNOWN_PREFIX } from './imported.ts';
import { newKeyRow } from './new-key-row.ts';
import { requireGrantable } from './scopes.ts';
import { isoOrNull } from './view.ts';

export interface ImportedKey {
  /** Where it stands in the file: `line 3`. */
  where: string;
  name: string;
  /** Email or member id. */
  owner: string;
  scopes: string[];
  expiresAt: number | null;
  /** SHA-256 of the secret's UTF-8 bytes, lower-case hex. */
  sha256: string;
  /** What listings show of the secret; null: not told. */
  prefix: string | null;
}

export interface Problem {
  where: string;
  message: string;
}

/** Nothing was imported; every problem that was found. No message repeats a value. */
export class ImportRefused extends Error {
  override name = 'ImportRefused';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ where, message }) => `${where}: ${message}`).join('\n'));
    this.problems = problems;
  }
}

/**
 * Makes the keys, all or none; with `dryRun` only finds out whether it could. The org's
 * policy for new keys does not apply to keys that exist already. Throws `ImportRefused`.
 */
export function importKeys(
  context: Pick<Context, 'store' | 'now' | 'randomBytes'>,
  orgId: string,
  keys: readonly ImportedKey[],
  { dryRun }: { dryRun: boolean },
): Promise<void> {
  return context.store.transact(async (tx) => {
    const org = (await tx.orgs.byId(orgId)) as OrgRow;
    const now = context.now();
    const ownerOf = await ownersOf(tx, org);
    const seen = new Map<string, string>();
    const problems: Problem[] = [];
    const rows: KeyRow[] = [];
    for (const key of keys) {
      const owner = ownerOf(key.owner);
      const twin = seen.get(key.sha256);
      seen.set(key.sha256, key.where);
      const message = owner
        ? (problemOf(key, owner.role, org, now) ?? (await duplicate(tx, key, twin)))
        : `the owner is no active member of ${org.name}`;
      if (owner && message === null) {
        const id = createId('key', context.randomBytes);
        const { name, prefix, sha256: hash, scopes, expiresAt } = key;
        const fields = { id, name, prefix: prefix ?? UNKNOWN_PREFIX, hash, scopes, expiresAt };
        rows.push(newKeyRow(owner.member, fields, now));
      } else {
        problems.push({ where: key.where, message: message ?? '' });
      }
    }
    if (problems.length > 0) throw new ImportRefused(problems);
    if (dryRun) return;
    for (const row of rows) {
      tx.put('keys', row);
      record(tx, context, SYSTEM, 'key.imported', theKey(row), {
        ownerId: row.ownerId,
        scopes: row.scopes,
        expiresAt: isoOrNull(row.expiresAt),
      });
    }
  });
}

/** Finds an active member by email or id. */
async function ownersOf(tx: Transaction, org: OrgRow) {
  const roles = new Map((await tx.roles.ofOrg(org.id)).map((role) => [role.id, role]));
  const owners = new Map<string, { member: MemberRow; role: RoleRow }>();
  for (const member of await tx.members.ofOrg(org.id)) {
    const role = roles.get(member.roleId);
    if (!member.active || !role) continue;
    owners.set(member.id, { member, role });
    if (member.email !== null) owners.set(member.email, { member, role });
  }
  return (owner: string) => owners.get(owner) ?? owners.get(owner.toLowerCase());
}

function problemOf(key: ImportedKey, role: RoleRow, org: OrgRow, now: number): string | null {
  if (key.expiresAt !== null && key.expiresAt <= now) return 'it has expired already';
  // They are for Keyturn's own API, which takes none but its own keys.
  if (key.scopes.some(isReserved)) return 'an imported key cannot have scopes of keyturn.*';
  try {
    requireGrantable(key.scopes, role, org);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

async function duplicate(tx: Transaction, { sha256 }: ImportedKey, twin: string | undefined) {
  if (twin !== undefined) return `the same sha256 as ${twin}`;
  return (await tx.keys.byHash(sha256)) ? 'a key with this sha256 is there already' : null;
}
