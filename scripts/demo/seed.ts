import type { Key } from '../../shared/contract/keys.ts';
import type { Member } from '../../shared/contract/people.ts';
import type { Role as RoleAnswer } from '../../shared/contract/roles.ts';
import {
  APPROVAL,
  CHECKING_KEY,
  KEYS,
  type KeyStory,
  LEFT,
  ORGANISATION,
  PASSWORD,
  PEOPLE,
  type Person,
  type Role,
  SERVICES,
  type Service,
} from './cast.ts';
import { DemoClient } from './client.ts';

const DAY = 24 * 3_600_000;
const FOUNDED = 300;

/** A server's clock that goes to the past while the story is told. */
export interface StoryClock {
  now(): number;
  /** Days before the present. */
  setDaysAgo(days: number): void;
}

export class RealStoryClock implements StoryClock {
  #offset = 0;

  readonly now = (): number => Date.now() - this.#offset;

  setDaysAgo(days: number): void {
    this.#offset = days * DAY;
  }
}

interface Event {
  daysAgo: number;
  happen: () => Promise<void>;
}

export interface Seeded {
  /** The secret of the service key that the sample API checks others with. */
  checkingKey: string;
}

/**
 * Tells the story of the cast to a fresh server whose clock is `clock`, through its
 * HTTP API, in the order of time. Leaves the clock at the present.
 */
export async function seedDemo(
  server: { address: string; setupCode: string | null },
  clock: StoryClock,
): Promise<Seeded> {
  const client = new DemoClient(server.address, () => clock.now());
  clock.setDaysAgo(FOUNDED);
  const { members, org } = await found(client, server.setupCode);
  const secrets = new Map<KeyStory, string>();

  const events = [CHECKING_KEY, ...KEYS].flatMap((story) =>
    keyEvents(story, client, org, members, secrets, () => secrets.get(CHECKING_KEY)),
  );
  events.push({
    daysAgo: LEFT.daysAgo,
    happen: () =>
      client.as('maya', 'PATCH', `${org}/members/${members[LEFT.person]}`, { active: false }),
  });
  for (const [daysAgo, requireApproval] of [
    [APPROVAL.from, true],
    [APPROVAL.to, false],
  ] as const) {
    events.push({
      daysAgo,
      happen: () => client.as('maya', 'PATCH', org, { policy: { requireApproval } }),
    });
  }
  events.sort((a, b) => b.daysAgo - a.daysAgo);
  for (const { daysAgo, happen } of events) {
    clock.setDaysAgo(daysAgo);
    await happen();
  }
  clock.setDaysAgo(0);
  return { checkingKey: secrets.get(CHECKING_KEY) as string };
}

type Members = Record<Person | Service, string>;

/** The organisation with everyone in it and API access on. */
async function found(client: DemoClient, setupCode: string | null) {
  const { name, email } = PEOPLE.maya;
  const setUp = await client.call<{
    token: string;
    membership: { memberId: string; org: { id: string } };
  }>('POST', '/v1/setup', {
    setupCode,
    organization: { name: ORGANISATION },
    admin: { name, email, password: PASSWORD },
  });
  client.signedIn('maya', setUp.token);
  const org = `/v1/orgs/${setUp.membership.org.id}`;
  await client.as('maya', 'PATCH', org, { apiAccess: true });

  const { items } = await client.as<{ items: RoleAnswer[] }>('maya', 'GET', `${org}/roles`);
  const roleId = (role: Role) => items.find((one) => one.name === role)?.id;
  const add = (body: object) =>
    client.as<{ member: Member; invitation?: { code: string } }>(
      'maya',
      'POST',
      `${org}/members`,
      body,
    );

  const members: Partial<Members> = { maya: setUp.membership.memberId };
  for (const person of ['tomasz', 'noor', 'ines'] as const) {
    const { role, ...who } = PEOPLE[person];
    const { member, invitation } = await add({ kind: 'person', ...who, roleId: roleId(role) });
    const { token } = await client.call<{ token: string }>('POST', '/v1/invitations/accept', {
      code: invitation?.code,
      password: PASSWORD,
    });
    client.signedIn(person, token);
    members[person] = member.id;
  }
  for (const service of ['tasksApi', 'warehouse'] as const) {
    const { role, name } = SERVICES[service];
    members[service] = (await add({ kind: 'service', name, roleId: roleId(role) })).member.id;
  }
  return { org, members: members as Members };
}

function keyEvents(
  story: KeyStory,
  client: DemoClient,
  org: string,
  members: Members,
  secrets: Map<KeyStory, string>,
  checkingKey: () => string | undefined,
): Event[] {
  const { owner, name, scopes, expiresIn, created, used, ending } = story;
  // A service member cannot sign in: the admin makes its keys.
  const maker = owner in PEOPLE ? (owner as Person) : 'maya';
  let id: string;
  const create = async () => {
    const { key, secret } = await client.as<{ key: Key; secret?: string }>(
      maker,
      'POST',
      `${org}/keys`,
      {
        name,
        scopes,
        ...(expiresIn && { expiresIn }),
        ...(maker !== owner && { ownerId: members[owner] }),
      },
    );
    id = key.id;
    if (secret !== undefined) secrets.set(story, secret);
  };
  const use = async () => {
    await client.call('POST', '/v1/verify', { key: secrets.get(story) }, checkingKey());
  };
  const end = async () => {
    if (ending) await client.as(ending.by, 'POST', `${org}/keys/${id}/${ending.what}`, {});
  };
  return [
    { daysAgo: created, happen: create },
    ...(used === undefined ? [] : [{ daysAgo: used, happen: use }]),
    ...(ending === undefined ? [] : [{ daysAgo: ending.daysAgo, happen: end }]),
  ];
}
