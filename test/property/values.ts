/**
 * Values that a schema asks for. What only a running server knows stands in them as
 * `{{kind:n}}`, and is put in when the request is sent (`world.ts`).
 */
import fc from 'fast-check';
import type { Schema } from './document.ts';
import { PASSWORDS } from './passwords.ts';

type Values = fc.Arbitrary<unknown>;

export const place = (kind: string) => fc.nat(40).map((n) => `{{${kind}:${n}}}`);

const scope = fc.constantFrom(
  'tasks:read',
  'tasks:create',
  'tasks:*',
  '*:read',
  '*',
  'projects:update',
  'keyturn.keys:verify',
  'keyturn.events:publish',
  'keyturn.webhooks:manage',
  'unknown:thing',
  'no scope',
);
const password = fc.constantFrom(...PASSWORDS, 'password2026!', 'short');
const words = fc.string({ unit: 'grapheme', maxLength: 40 });

/** Where a field's name says more than its schema. */
const BY_NAME: Record<string, Values> = {
  scopes: scope,
  permissions: scope,
  scope: fc.oneof(scope, fc.stringMatching(/^[a-z]{1,8}:[a-z]{1,8}$/)),
  name: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('Nightly report', 'Auditor', 'A b', '名前', '🔑 key') },
    { weight: 2, arbitrary: words.map((text) => `n${text}`) },
    { weight: 1, arbitrary: words },
  ),
  label: words.map((text) => `l${text}`),
  group: words.map((text) => `g${text}`),
  email: fc.oneof(
    fc.nat(300).map((n) => `person${n}@example.com`),
    fc.constantFrom('ADA@example.com', 'none', 'a@b'),
    place('forgetful'),
  ),
  password,
  newPassword: password,
  currentPassword: password,
  code: fc.oneof(place('code'), place('reset'), place('totp')),
  secondFactorCode: fc.oneof(place('recovery'), fc.constantFrom('123 456', 'not one')),
  setupCode: fc.constantFrom('7K2M-QX0C-94HT-B6ZD', 'guess'),
  key: fc.oneof(place('secret'), fc.constantFrom('kt_', 'noise')),
  token: fc.oneof(place('secret'), fc.constantFrom('kt_', 'noise')),
  url: fc.oneof(
    { weight: 4, arbitrary: fc.constant('{{sink:0}}') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'https://hooks.example.com/x',
        'http://169.254.169.254/latest',
        'ftp://example.com/',
        'http://user:password@example.com/',
        'http://[::1',
        'javascript:alert(1)',
      ),
    },
  ),
  documentationUrl: fc.constantFrom('https://docs.example.com/', 'ftp://x', 'nothing'),
  entity: fc.constantFrom('task', 'project', 'key', 'Not One'),
  expiresIn: fc.constantFrom('30d', '12h', '3660d', '3661d', '999999d', '0d'),
  cursor: fc.oneof(place('cursor'), words),
  owner: fc.oneof(fc.constantFrom('me', 'all'), place('mem')),
  actor: fc.oneof(place('mem'), place('key')),
  target: fc.oneof(place('key'), place('rol'), words),
};

export function valuesFor(schema: Schema, name = ''): Values {
  const variants = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (BY_NAME[name] && schema.type === 'string') return BY_NAME[name];
  if (variants) return fc.oneof(...variants.map((one) => valuesFor(one, name)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => valuesFor({ ...schema, type }, name)));
  }
  switch (schema.type) {
    case 'object':
      return objectsFor(schema);
    case 'array':
      return fc.array(valuesFor(schema.items as Schema, name), {
        minLength: Number(schema.minItems ?? 0),
        maxLength: Math.min(Number(schema.maxItems ?? 5), 5),
      });
    case 'string':
      return stringsFor(schema);
    case 'integer':
      return fc.integer({ min: Number(schema.minimum ?? -5), max: Number(schema.maximum ?? 1e6) });
    case 'number':
      return fc.double();
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 3 });
  }
}

function objectsFor({ properties = {}, required = [] }: Schema): Values {
  const fields = Object.entries(properties as Record<string, Schema>).map(
    ([name, field]) => [name, valuesFor(field, name)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: required as string[] });
}

function stringsFor({ pattern, format, minLength = 0, maxLength = 60 }: Schema): Values {
  const kind = /^\^([a-z]{3})_/.exec(String(pattern))?.[1];
  if (kind) return place(kind);
  if (format === 'date-time') return times.map((time) => time.toISOString());
  if (format === 'date') return times.map((time) => time.toISOString().slice(0, 10));
  return fc.string({
    unit: 'grapheme',
    minLength: Number(minLength),
    maxLength: Math.min(Number(maxLength), Number(minLength) + 60),
  });
}

const times = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2060-01-01T00:00:00Z'),
  noInvalidDate: true,
});

/** What no schema asks for. */
export const odd: Values = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      -1,
      0.5,
      1e308,
      2 ** 53,
      '',
      ' ',
      '\u0000',
      'a\nb',
      '\ud800',
      '\u202e\u2066',
      '__proto__',
      'constructor',
      [],
      {},
      [[]],
      'kt_0000000000000000000000000000000iMPtB',
    ),
  },
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 3, arbitrary: place('key') },
  { weight: 1, arbitrary: fc.constantFrom(201, 2001, 90_000, 150_000).map((n) => 'x'.repeat(n)) },
  { weight: 1, arbitrary: fc.constantFrom(50, 3000).map(nested) },
);

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let n = 0; n < depth; n++) value = [value];
  return value;
}
