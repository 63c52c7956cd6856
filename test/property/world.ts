/** The server that the run asks, those who ask it, and what they can ask about. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '../../shared/contract/errors.ts';
import type { Policy } from '../../shared/contract/orgs.ts';
import type { Me, Session, SessionAnswer } from '../../shared/contract/people.ts';
import type { Role } from '../../shared/contract/roles.ts';
import { createKey } from '../support/keys.ts';
import { type Listening, listen } from '../support/listen.ts';
import {
  addService,
  invite,
  inviteOnly,
  secondOrg,
  setUp,
  type TestPerson,
} from '../support/people.ts';
import { issueResetCode } from '../support/reset-code.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { PASSWORDS } from './passwords.ts';
import type { CallerName } from './requests.ts';
import { SecondFactors } from './second-factors.ts';

/** Roles by the callers that have them. */
const PEOPLE = { admin: 'admin', member: 'member', reader: 'read-only' } as const;
type PersonName = keyof typeof PEOPLE;

const RESERVED = ['keyturn.keys:verify', 'keyturn.events:publish', 'keyturn.webhooks:manage'];
const KEYS = {
  service: ['tasks:read', 'tasks:create', ...RESERVED],
  verifier: ['keyturn.keys:verify'],
  plain: ['tasks:read'],
} as const;
type KeyName = keyof typeof KEYS;

/** What the callers' keys are made with. */
const NEEDED = ['tasks:read', 'tasks:create', 'projects:update'];

const NO_POLICY = {
  maxKeyLifetimeDays: null,
  requireExpiry: false,
  maxActiveKeysPerMember: null,
  requireApproval: false,
  requireSecondFactor: false,
  revokeUnusedAfterDays: null,
};
/** How many ids of a kind are remembered. */
const REMEMBERED = 60;
const ANY_ID = /\b(?:org|rol|mem|key|whk|ses|dlv|evt|usr)_[\w-]{21}(?![\w-])/g;
const ANY_KEY = /\bkt_[0-9A-Za-z]{36}\b/g;

export class World {
  readonly server: TestServer;
  readonly #sink: Listening;
  /** Ada: an admin whom nobody else can reach, and who puts right what the run does to the callers. */
  readonly #keeper: TestPerson;
  readonly #people: Record<PersonName, TestPerson>;
  readonly #stranger: TestPerson;
  readonly #keys = {} as Record<KeyName, { id: string; secret: string }>;
  readonly #revoked: string;
  readonly #pools = new Map<string, string[]>();
  readonly #keptOut: ReadonlySet<string>;

  private constructor(parts: {
    server: TestServer;
    sink: Listening;
    keeper: TestPerson;
    people: Record<PersonName, TestPerson>;
    stranger: TestPerson;
    revoked: string;
  }) {
    this.server = parts.server;
    this.#secondFactors = new SecondFactors(parts.server, this.#passwords);
    this.#sink = parts.sink;
    this.#keeper = parts.keeper;
    this.#people = parts.people;
    this.#stranger = parts.stranger;
    this.#revoked = parts.revoked;
    this.#keptOut = new Set([parts.keeper.memberId, parts.keeper.userId]);
  }

  static async create(): Promise<World> {
    const sink = await listen(() => (request, response) => {
      request.resume();
      response.writeHead(204).end();
    });
    const dataDir = await mkdtemp(join(tmpdir(), 'keyturn-world-'));
    const options = {
      dataDir,
      environment: { KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'true', KEYTURN_TRUST_PROXY: '127.0.0.1' },
      attemptLimits: MANY,
      // No name is looked up elsewhere.
      webhooks: { resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]) },
    };
    const first = await startTestServer(options);
    const keeper = await setUp(first);
    const { email } = await invite(first, keeper);
    await first.close();
    const { clock } = first;
    const resetCode = await issueResetCode({ KEYTURN_DATA_DIR: dataDir }, clock.now, email);
    const server = await startTestServer({ ...options, clock });
    const people = {
      admin: await invite(server, keeper, 'admin'),
      member: await invite(server, keeper, 'member'),
      reader: await invite(server, keeper, 'read-only'),
    };
    const stranger = await invite(server, await secondOrg(server, keeper), 'admin');
    const { key, secret } = await createKey(server, keeper);
    await server.request('POST', `/v1/orgs/${keeper.orgId}/keys/${key.id}/revoke`, {
      token: keeper.token,
    });
    const world = new World({ server, sink, keeper, people, stranger, revoked: secret });
    world.#pool('forgetful', email);
    world.#pool('reset', resetCode);
    world.remember(JSON.stringify([people, stranger.orgId, key.id, secret]));
    await world.putRight();
    return world;
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.#sink.close();
    await rm(this.server.dataDir, { recursive: true });
  }

  /** The header by which a caller says who they are; undefined: none. */
  credentialOf(caller: CallerName): string | undefined {
    switch (caller) {
      case 'admin':
      case 'member':
      case 'reader':
        return `Bearer ${this.#people[caller].token}`;
      case 'stranger':
        return `Bearer ${this.#stranger.token}`;
      case 'service':
      case 'verifier':
      case 'plain':
        return `Bearer ${this.#keys[caller].secret}`;
      case 'revoked':
        return `Bearer ${this.#revoked}`;
      case 'basic': {
        const { id, secret } = this.#keys.verifier;
        return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
      }
      case 'noise':
        return 'Bearer kts_0000000000000000000000000000000iMPtB';
      case 'nobody':
        return undefined;
    }
  }

  /** The text with what stands at each `{{kind:n}}`. */
  fill(text: string): string {
    return text.replace(/\{\{(\w+):(\d+)\}\}/g, (_, kind: string, n: string) => {
      if (kind === 'own') return this.#keeper.orgId;
      if (kind === 'sink') return this.#sink.url;
      const pool = this.#pools.get(kind) ?? [];
      return pool[Number(n) % Math.max(1, pool.length)] ?? `${kind}_nobody`;
    });
  }

  /** A new password was taken: whose does not matter. */
  passwordChanged(body: string): void {
    const { newPassword } = JSON.parse(body) as { newPassword: string };
    this.#passwords.add(newPassword);
  }

  /** Keeps the ids, keys, codes and cursors of an answer, to be asked about later. */
  remember(text: string): void {
    this.#secondFactors.remember(text);
    for (const [id] of text.matchAll(ANY_ID)) this.#pool(id.slice(0, 3), id);
    for (const [key] of text.matchAll(ANY_KEY)) this.#pool('secret', key);
    for (const [, code] of text.matchAll(/"code":"([0-9A-Za-z]{24})"/g)) this.#pool('code', code);
    for (const [, at] of text.matchAll(/"nextCursor":"([^"]+)"/g)) this.#pool('cursor', at);
  }

  #pool(kind: string, value = ''): void {
    if (this.#keptOut.has(value)) return;
    const pool = this.#pools.get(kind) ?? [];
    this.#pools.set(kind, pool);
    if (pool.includes(value)) return;
    pool.push(value);
    // The callers' own stay: those were the first.
    if (pool.length > REMEMBERED) pool.splice(REMEMBERED / 2, 1);
  }

  /** Callers are who they are again, whatever has been done to them, and there is a code to accept. */
  async putRight(): Promise<void> {
    // Whatever policy one of them has set, she is let in.
    await this.#secondFactors.on(this.#keeper);
    await this.#openOrg({ ...NO_POLICY, requireApproval: true });
    for (const name of Object.keys(PEOPLE) as PersonName[]) await this.#renew(name);
    await this.#signIn(this.#stranger);
    for (const name of Object.keys(KEYS) as KeyName[]) await this.#renewKey(name);
    await this.#askForKeys();
    await this.#openOrg(NO_POLICY);
    await this.#signInElsewhere(this.#people.member);
    this.#pools.set('totp', [await this.#secondFactors.begun(this.#people.member)]);
    this.#pools.set('recovery', await this.#secondFactors.on(this.#people.reader));
    const email = `invited${this.#invited++}@example.com`;
    const { code } = await inviteOnly(this.server, this.#keeper, { email });
    this.#pools.set('code', [code]);
  }

  readonly #passwords = new Set(PASSWORDS);
  readonly #secondFactors: SecondFactors;
  #invited = 0;

  async #openOrg(policy: Policy): Promise<void> {
    const { orgId, token } = this.#keeper;
    const { request } = this.server;
    await expectOk(
      request('PATCH', `/v1/orgs/${orgId}`, {
        token,
        body: { apiAccess: true, policy },
      }),
    );
    const path = `/v1/orgs/${orgId}/permissions`;
    const { body } = await request<{ items: { scope: string }[] }>('GET', path, { token });
    const scopes = new Set(body.items.map(({ scope }) => scope));
    if (NEEDED.every((one) => scopes.has(one))) return;
    const items = NEEDED.map((scope) => ({ scope, label: scope, group: 'Tasks' }));
    await expectOk(request('PUT', path, { token, body: { items } }));
  }

  /** A key of the member that waits for its approval, and one that waits to be collected. */
  async #askForKeys(): Promise<void> {
    const { token, orgId } = this.#keeper;
    const path = `/v1/orgs/${orgId}/keys`;
    for (const pool of ['pending', 'approved']) {
      const { status, body } = await this.server.request<{ key: { id: string } }>('POST', path, {
        token: this.#people.member.token,
        body: { name: 'Asked for', scopes: ['tasks:read'] },
      });
      if (status !== 202) throw new Error(`Expected 202, got ${status}: ${JSON.stringify(body)}`);
      this.#pools.set(pool, [body.key.id]);
      if (pool === 'approved') {
        await expectOk(this.server.request('POST', `${path}/${body.key.id}/approve`, { token }));
      }
    }
  }

  async #renew(name: PersonName): Promise<void> {
    const person = this.#people[name];
    const { token, orgId } = this.#keeper;
    const { request } = this.server;
    const me = await this.#signIn(person);
    const membership = me.memberships.find(({ org }) => org.id === orgId);
    if (membership?.role.name === PEOPLE[name] && membership.role.apiAccess) return;
    const roles = await request<{ items: Role[] }>('GET', `/v1/orgs/${orgId}/roles?limit=200`, {
      token,
    });
    const role = roles.body.items.find((one) => one.builtIn && one.name === PEOPLE[name]);
    if (!role) throw new Error(`There is no role ${PEOPLE[name]}`);
    if (!role.apiAccess) {
      const path = `/v1/orgs/${orgId}/roles/${role.id}`;
      await expectOk(request('PATCH', path, { token, body: { apiAccess: true } }));
    }
    const path = `/v1/orgs/${orgId}/members/${person.memberId}`;
    await expectOk(request('PATCH', path, { token, body: { roleId: role.id, active: true } }));
  }

  /** With the session that they have, or else with one of the passwords. */
  async #signIn(person: TestPerson): Promise<Me> {
    const { request } = this.server;
    const me = await request<Me>('GET', '/v1/me', { token: person.token });
    if (me.status === 200) return me.body;
    person.token = await this.#openSession(person);
    return this.#signIn(person);
  }

  /** Its token. */
  async #openSession({ email }: TestPerson): Promise<string> {
    for (const password of this.#passwords) {
      const signIn = (secondFactorCode?: string) =>
        this.server.request<SessionAnswer & Problem>('POST', '/v1/sessions', {
          body: { email, password, secondFactorCode },
        });
      const first = await signIn();
      const needsCode = first.body.code === 'second_factor_required';
      const { status, body } = needsCode ? await this.#secondFactors.withAnyCode(signIn) : first;
      if (status === 201) return body.token;
    }
    throw new Error(`${email} cannot sign in any more`);
  }

  /** The person has a session besides the one that they ask with. */
  async #signInElsewhere(person: TestPerson): Promise<void> {
    const elsewhere = async () => {
      const path = '/v1/sessions?limit=200';
      const { token } = person;
      const { body } = await this.server.request<{ items: Session[] }>('GET', path, { token });
      return body.items.filter(({ current }) => !current).map(({ id }) => id);
    };
    if ((await elsewhere()).length === 0) await this.#openSession(person);
    this.#pools.set('elsewhere', await elsewhere());
  }

  async #renewKey(name: KeyName): Promise<void> {
    const { token, orgId } = this.#keeper;
    const known = this.#keys[name];
    if (known) {
      const path = `/v1/orgs/${orgId}/keys/${known.id}`;
      const { body } = await this.server.request<{ status?: string }>('GET', path, { token });
      if (body.status === 'active') return;
    }
    const owner = await addService(this.server, this.#keeper, 'admin');
    const { key, secret } = await createKey(this.server, this.#keeper, {
      name,
      scopes: [...KEYS[name]],
      ownerId: owner.id,
    });
    this.#keys[name] = { id: key.id, secret };
    this.#pool('secret', secret);
    this.#pool('key', key.id);
  }
}

const MANY = {
  perAccount: 1e6,
  perAddress: 1e6,
  perAccountElsewhere: 1e6,
  codesPerAddress: 1e6,
};

async function expectOk(answer: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`Expected success, got ${status}: ${JSON.stringify(body)}`);
}
