/** Who is in the demo's organisation, and what has happened to each key. */

export const ORGANISATION = 'Fernhill Robotics';
/** Of everyone; the demo's server is gone when it ends. */
export const PASSWORD = 'seven herons at the weir';

export type Role = 'admin' | 'member' | 'read-only';

export const PEOPLE = {
  maya: { name: 'Maya Lindqvist', email: 'maya@fernhill.example', role: 'admin' },
  tomasz: { name: 'Tomasz Wilk', email: 'tomasz@fernhill.example', role: 'member' },
  noor: { name: 'Noor Haddad', email: 'noor@fernhill.example', role: 'read-only' },
  /** Left the company; her keys are suspended. */
  ines: { name: 'Ines Duarte', email: 'ines@fernhill.example', role: 'member' },
} as const satisfies Record<string, { name: string; email: string; role: Role }>;
export type Person = keyof typeof PEOPLE;
export const LEFT: { person: Person; daysAgo: number } = { person: 'ines', daysAgo: 12 };

export const SERVICES = {
  /** An admin, so that it goes on checking keys while API access is off. */
  tasksApi: { name: 'Tasks API', role: 'admin' },
  warehouse: { name: 'Warehouse sync', role: 'member' },
} as const satisfies Record<string, { name: string; role: Role }>;
export type Service = keyof typeof SERVICES;

export interface KeyStory {
  owner: Person | Service;
  name: string;
  scopes: string[];
  /** All in days before the demo starts. */
  created: number;
  used?: number;
  expiresIn?: `${number}d`;
  /** What was done to it in the end, by its owner or by the admin. */
  ending?: { what: 'disable' | 'revoke' | 'regenerate' | 'deny'; by: Person; daysAgo: number };
}

/** When the organisation tried out that an admin approves each key, in days before the demo starts. */
export const APPROVAL = { from: 4, to: 2.5 };

const MINUTE = 1 / 1440;
const HOUR = 1 / 24;

/** The key that the sample API checks others with. */
export const CHECKING_KEY: KeyStory = {
  owner: 'tasksApi',
  name: 'Tasks API on staging',
  scopes: ['keyturn.keys:verify'],
  created: 299,
};

export const KEYS: KeyStory[] = [
  { owner: 'maya', name: 'Deploy pipeline', scopes: ['*'], created: 212, used: 38 * MINUTE },
  {
    owner: 'maya',
    name: 'Board report',
    scopes: ['reports:read', 'projects:read'],
    created: 24,
    used: 2,
    expiresIn: '30d',
  },
  { owner: 'maya', name: 'Status page', scopes: ['tasks:read'], created: 9 },
  {
    owner: 'maya',
    name: 'Spring migration',
    scopes: ['tasks:*', 'projects:*'],
    created: 260,
    used: 171,
    expiresIn: '90d',
  },
  {
    owner: 'maya',
    name: 'Load tests',
    scopes: ['tasks:*'],
    created: 74,
    used: 31,
    ending: { what: 'disable', by: 'maya', daysAgo: 30 },
  },
  {
    owner: 'maya',
    name: 'Old laptop',
    scopes: ['*'],
    created: 290,
    used: 95,
    ending: { what: 'revoke', by: 'maya', daysAgo: 94 },
  },
  {
    owner: 'tomasz',
    name: 'Nightly report',
    scopes: ['tasks:read', 'reports:create'],
    created: 118,
    used: 7 * HOUR,
  },
  {
    owner: 'tomasz',
    name: 'Spreadsheet import',
    scopes: ['tasks:read', 'tasks:create', 'tasks:update'],
    created: 41,
    used: 3 * MINUTE,
    expiresIn: '90d',
  },
  { owner: 'tomasz', name: 'Trying things out', scopes: ['tasks:read'], created: 5 },
  {
    owner: 'tomasz',
    name: 'CI smoke test',
    scopes: ['tasks:read', 'tasks:create'],
    created: 150,
    used: 17,
    ending: { what: 'regenerate', by: 'tomasz', daysAgo: 16 },
  },
  {
    owner: 'tomasz',
    name: 'Contractor handover',
    scopes: ['files:read'],
    created: 88,
    used: 64,
    ending: { what: 'disable', by: 'maya', daysAgo: 60 },
  },
  {
    owner: 'tomasz',
    name: 'Trade fair demo',
    scopes: ['tasks:read', 'contacts:read'],
    created: 190,
    expiresIn: '30d',
  },
  { owner: 'noor', name: 'Team dashboard', scopes: ['tasks:read'], created: 66, used: 19 * MINUTE },
  {
    owner: 'tomasz',
    name: 'Nightly clean-up',
    scopes: ['tasks:delete'],
    created: 3.5,
    ending: { what: 'deny', by: 'maya', daysAgo: 3.25 },
  },
  { owner: 'noor', name: 'Wall display', scopes: ['tasks:read'], created: 3, expiresIn: '365d' },
  { owner: 'noor', name: 'Notebook', scopes: ['*:read'], created: 20 },
  {
    owner: 'ines',
    name: 'Calendar sync',
    scopes: ['tasks:read', 'reservations:read'],
    created: 140,
    used: 13,
  },
  {
    owner: 'warehouse',
    name: 'Stock levels',
    scopes: ['tasks:create', 'files:create'],
    created: 101,
    used: 1 * HOUR,
  },
];
