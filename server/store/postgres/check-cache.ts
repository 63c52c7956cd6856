import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import type { MemberRow, OrgRow, RoleRow } from '../rows.ts';
import type { CheckSubject } from '../store.ts';
import { deepFreeze } from './freeze.ts';
import { CACHED_KEYS, CACHED_MISSES, MISS_LIFETIME } from './limits.ts';

/** A change that an answer in memory may depend on. */
export interface Drop {
  table: 'keys' | 'members' | 'roles' | 'orgs';
  id: string;
  /** Of a key, where it is known. */
  hash?: string | null;
}

/** Undefined: no such key. */
export type Found = CheckSubject | undefined;

export interface Remembered {
  found: Found;
  /** When PostgreSQL was asked for it, on the clock of `performance.now()`. */
  askedAt: number;
}

/** A row that many keys share, kept once, and the hashes of those keys. */
interface Shared<R> {
  row: R;
  hashes: Set<string>;
}

/** A question under way, and what was dropped since it was asked. */
interface Question {
  hash: string;
  askedAt: number;
  dropped: Set<string>;
  /** Whatever it brings back is out of date. */
  void: boolean;
}

/**
 * What PostgreSQL answered for each key's hash. Every drop also reaches the questions
 * under way: an answer that may come from before the change is not kept.
 */
export class CheckCache {
  readonly #subjects = new LRUCache<string, { found: CheckSubject; askedAt: number }>({
    max: CACHED_KEYS,
    dispose: ({ found }, hash) => this.#forget(found, hash),
  });
  readonly #misses = new LRUCache<string, { found: undefined; askedAt: number }>({
    max: CACHED_MISSES,
    ttl: MISS_LIFETIME,
  });
  readonly #hashes = new Map<string, string>();
  readonly #members = new Map<string, Shared<MemberRow>>();
  readonly #roles = new Map<string, Shared<RoleRow>>();
  readonly #orgs = new Map<string, Shared<OrgRow>>();
  readonly #questions = new Set<Question>();
  readonly #joinable = new Map<string, Promise<Found>>();

  get size(): number {
    return this.#subjects.size;
  }

  get(hash: string): Remembered | undefined {
    return this.#subjects.get(hash) ?? this.#misses.get(hash);
  }

  /** The question for this hash that is under way, if nothing was dropped since it was asked. */
  underWay(hash: string): Promise<Found> | undefined {
    return this.#joinable.get(hash);
  }

  /** Asks and keeps the answer, unless it was overtaken by a drop. */
  fill(hash: string, ask: () => Promise<Found>): Promise<Found> {
    const question: Question = {
      hash,
      askedAt: performance.now(),
      dropped: new Set(),
      void: false,
    };
    this.#questions.add(question);
    const answer = ask()
      .then((found) => {
        this.#keep(question, found);
        return found;
      })
      .finally(() => {
        this.#questions.delete(question);
        if (this.#joinable.get(hash) === answer) this.#joinable.delete(hash);
      });
    this.#joinable.set(hash, answer);
    return answer;
  }

  drop({ table, id, hash }: Drop): void {
    this.#joinable.clear();
    for (const question of this.#questions) {
      question.dropped.add(`${table} ${id}`);
      if (question.hash === hash) question.void = true;
    }
    if (table === 'keys') {
      const known = this.#hashes.get(id);
      if (known !== undefined) this.#subjects.delete(known);
      if (hash) {
        this.#subjects.delete(hash);
        this.#misses.delete(hash);
      }
      return;
    }
    const shared = { members: this.#members, roles: this.#roles, orgs: this.#orgs }[table];
    this.#dropAll(shared.get(id));
  }

  clear(): void {
    this.#joinable.clear();
    for (const question of this.#questions) question.void = true;
    this.#subjects.clear();
    this.#misses.clear();
  }

  #keep({ hash, askedAt, dropped, void: overtaken }: Question, found: Found): void {
    if (overtaken) return;
    if ((this.get(hash)?.askedAt ?? 0) > askedAt) return;
    if (!found) {
      this.#subjects.delete(hash);
      this.#misses.set(hash, { found, askedAt });
      return;
    }
    const { key, owner, role, org } = found;
    const sources = [`keys ${key.id}`, `members ${owner.id}`, `roles ${role.id}`, `orgs ${org.id}`];
    if (sources.some((source) => dropped.has(source))) return;
    this.#misses.delete(hash);
    this.#subjects.delete(hash);
    this.#replaceShared(found);
    this.#hashes.set(key.id, hash);
    this.#subjects.set(hash, {
      askedAt,
      found: deepFreeze({
        key,
        owner: share(this.#members, owner, hash),
        role: share(this.#roles, role, hash),
        org: share(this.#orgs, org, hash),
      }),
    });
  }

  /** Seen before its notification, or while there are none: a change of what keys share. */
  #replaceShared({ owner, role, org }: CheckSubject): void {
    if (differs(this.#members, owner)) this.#dropAll(this.#members.get(owner.id));
    if (differs(this.#roles, role)) this.#dropAll(this.#roles.get(role.id));
    if (differs(this.#orgs, org)) this.#dropAll(this.#orgs.get(org.id));
  }

  #dropAll(shared: { hashes: Set<string> } | undefined): void {
    for (const hash of [...(shared?.hashes ?? [])]) this.#subjects.delete(hash);
  }

  #forget({ key, owner, role, org }: CheckSubject, hash: string): void {
    if (this.#hashes.get(key.id) === hash) this.#hashes.delete(key.id);
    unshare(this.#members, owner.id, hash);
    unshare(this.#roles, role.id, hash);
    unshare(this.#orgs, org.id, hash);
  }
}

function differs<R extends { id: string }>(rows: Map<string, Shared<R>>, row: R): boolean {
  const shared = rows.get(row.id);
  return shared !== undefined && !isDeepStrictEqual(shared.row, row);
}

function share<R extends { id: string }>(rows: Map<string, Shared<R>>, row: R, hash: string): R {
  let shared = rows.get(row.id);
  if (!shared) {
    shared = { row, hashes: new Set() };
    rows.set(row.id, shared);
  }
  shared.hashes.add(hash);
  return shared.row;
}

function unshare<R>(rows: Map<string, Shared<R>>, id: string, hash: string): void {
  const shared = rows.get(id);
  shared?.hashes.delete(hash);
  if (shared?.hashes.size === 0) rows.delete(id);
}
