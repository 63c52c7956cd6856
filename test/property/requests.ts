/** Requests as data: the same seed gives the same ones. */
import fc from 'fast-check';
import type { Documented } from './document.ts';
import { odd, place, valuesFor } from './values.ts';

export const CALLERS = [
  'admin',
  'member',
  'reader',
  'stranger',
  'service',
  'verifier',
  'plain',
  'revoked',
  'basic',
  'nobody',
  'noise',
] as const;
export type CallerName = (typeof CALLERS)[number];

export interface Asked {
  operation: Documented;
  caller: CallerName;
  method: string;
  /** With `{{kind:n}}` in it, and whether it is one that the document has. */
  path: string;
  isDocumentedPath: boolean;
  query: string;
  headers: Record<string, string>;
  /** Null: none. A text may have `{{kind:n}}` in it. */
  body: string | Uint8Array | null;
}

export function requestsTo(operations: readonly Documented[]): fc.Arbitrary<Asked> {
  return fc.oneof(
    ...operations.map((operation) => ({
      weight: weightOf(operation),
      arbitrary: requestTo(operation),
    })),
  );
}

/** Streams are long, and what makes organisations makes everything else slower. */
function weightOf({ operationId }: Documented): number {
  if (operationId === 'exportAudit' || operationId === 'watchChanges') return 1;
  if (operationId === 'createOrg' || operationId === 'setup') return 2;
  return /^(create|list|verify|authorize|introspect)/.test(operationId) ? 8 : 5;
}

function requestTo(operation: Documented): fc.Arbitrary<Asked> {
  return fc
    .record({
      caller: callerOf(operation),
      method: methodOf(operation),
      path: pathOf(operation),
      query: queryOf(operation),
      headers,
      body: bodyOf(operation),
    })
    .map(({ path, headers, body, ...rest }) => ({
      ...rest,
      ...path,
      operation,
      body: body.content,
      headers: { ...(body.type !== null && { 'content-type': body.type }), ...headers },
    }));
}

function often<T>(usual: fc.Arbitrary<T>, weight: number, rare: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: rare });
}

function callerOf({ operationId, path }: Documented): fc.Arbitrary<CallerName> {
  if (['collectKey', 'endSession', 'confirmSecondFactor'].includes(operationId))
    return often(fc.constant('member'), 3, fc.constantFrom(...CALLERS));
  if (operationId === 'removeSecondFactor')
    return often(fc.constant('reader'), 3, fc.constantFrom(...CALLERS));
  const byKey = /verify|introspect|authorize|changes|events|revoke-self/.test(path);
  const usual: CallerName[] = byKey ? ['service', 'verifier'] : ['admin', 'admin', 'member'];
  return often(fc.constantFrom(...usual), 2, fc.constantFrom(...CALLERS));
}

const methodOf = ({ method }: Documented) =>
  often(
    fc.constant(method),
    24,
    fc.constantFrom(
      'GET',
      'HEAD',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
      'OPTIONS',
      'PROPFIND',
      'TRACE',
    ),
  );

/** Where most ids would not be at the step that the operation is about. */
const STEPS: Record<string, string> = {
  approveKey: 'pending',
  denyKey: 'pending',
  collectKey: 'approved',
  endSession: 'elsewhere',
};

function pathOf({ operationId, path, parameters }: Documented) {
  const step = STEPS[operationId];
  const inPath = parameters.filter((one) => one.in === 'path');
  const ids = fc.tuple(
    ...inPath.map(({ name, schema }) =>
      name === 'org'
        ? often<unknown>(fc.constant('{{own:0}}'), 10, fc.oneof(place('org'), garbage))
        : often<unknown>(
            step ? place(step) : valuesFor(schema, name),
            12,
            fc.oneof(place('mem'), garbage),
          ),
    ),
  );
  const whole = ids.map((values) => {
    const filled = inPath.reduce(
      (text, { name }, at) => text.replace(`{${name}}`, String(values[at])),
      path,
    );
    // What is garbage may be another path, and then has another answer.
    return { path: filled, isDocumentedPath: /^[\w/.:{}-]*$/.test(filled) };
  });
  const spoiled = fc
    .tuple(whole, fc.constantFrom('/', '//', '/%00', '%E0%A4%A', '/..%2f..%2f', ';a=b', '/x', '%'))
    .map(([one, end]) => ({ path: one.path + end, isDocumentedPath: false }));
  return often(whole, 30, spoiled);
}

const garbage = fc.oneof(
  fc.constantFrom('none', 'org_nobody', 'key_nobody', '%00', '..%2f', '__proto__', "'--"),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }).map(encodeURIComponentSafe),
  fc.constant('x'.repeat(3000)),
);

function encodeURIComponentSafe(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('.', '%2e');
}

function queryOf({ parameters }: Documented): fc.Arbitrary<string> {
  const inQuery = parameters.filter((one) => one.in === 'query');
  const valid = fc
    .record(
      Object.fromEntries(inQuery.map(({ name, schema }) => [name, valuesFor(schema, name)])),
      { requiredKeys: [] },
    )
    .map((values) =>
      Object.entries(values)
        .flatMap(([name, value]) => [value].flat().map((one) => `${name}=${inQueryText(one)}`))
        .join('&'),
    );
  const spoiled = fc
    .array(
      fc.tuple(
        fc.constantFrom(
          'limit',
          'cursor',
          'owner',
          'status',
          'scope',
          'limit[]',
          'a[b]',
          '__proto__',
          'key',
        ),
        fc.oneof(odd, fc.constantFrom('abc', '0', '201', '1e3', '-1', ' 5', '%zz')),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((pairs) => pairs.map(([name, value]) => `${name}=${inQueryText(value)}`).join('&'));
  return often(valid, 12, spoiled);
}

function inQueryText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return encodeURIComponent(text.slice(0, 2000).toWellFormed())
    .replaceAll('%7B%7B', '{{')
    .replaceAll('%7D%7D', '}}')
    .replaceAll('%3A', ':');
}

const LATIN = /^[\t\x20-\x7e\x80-\xff]*$/;

const headers: fc.Arbitrary<Record<string, string>> = often(
  fc.constant({}),
  8,
  fc
    .record(
      {
        'content-type': fc.constantFrom('text/plain', 'application/json; charset=x', '', 'a/b;;='),
        'content-encoding': fc.constantFrom('gzip', 'identity', 'br'),
        accept: fc.constantFrom('text/html', 'application/xml', '*/*;q=0', ','),
        origin: fc.constantFrom(
          'https://evil.example',
          'null',
          `chrome-extension://${'a'.repeat(32)}`,
        ),
        cookie: fc.constantFrom('token=kts_1', ';;;=', 'a'),
        range: fc.constantFrom('bytes=0-1', 'bytes=-1'),
        'if-none-match': fc.constantFrom('*', '"x"'),
        'x-forwarded-for': fc.constantFrom('203.0.113.9', 'x, y', '::', '"'),
        'x-forwarded-method': fc.constantFrom('GET', 'x'.repeat(300), '"'),
        'x-original-uri': fc.constantFrom('/a?b=c', '%%%', `/${'x'.repeat(3000)}`),
        'x-http-method-override': fc.constantFrom('DELETE', 'TRACE'),
        'x-api-key': place('secret'),
        'user-agent': fc
          .string({ unit: 'binary', maxLength: 400 })
          .filter((text) => LATIN.test(text)),
        expect: fc.constantFrom('100-continue', 'nothing'),
      },
      { requiredKeys: [] },
    )
    .map((given) => ({ ...given })),
);

interface Sent {
  content: string | Uint8Array | null;
  type: string | null;
}

function bodyOf({ body }: Documented): fc.Arbitrary<Sent> {
  const json = 'application/json';
  if (!body) {
    return often<Sent>(
      fc.constant({ content: null, type: null }),
      12,
      fc.constantFrom('{}', '[', 'x').map((content) => ({ content, type: json })),
    );
  }
  const write = (value: unknown) => ({
    content: body.type === json ? JSON.stringify(value) : formText(value),
    type: body.type,
  });
  const values = valuesFor(body.schema);
  const absent = fc.constant<Sent>({ content: null, type: null });
  return fc.oneof(
    { weight: 12, arbitrary: values.map(write) },
    { weight: body.required ? 1 : 3, arbitrary: absent },
    { weight: 6, arbitrary: fc.tuple(values, fc.nat(20), spoils).map(spoil).map(write) },
    { weight: 1, arbitrary: odd.map(write) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(values, fc.nat(100))
        .map(([value, at]) => ({ ...write(value), content: write(value).content.slice(0, at) })),
    },
    { weight: 1, arbitrary: broken.map((content) => ({ content, type: body.type })) },
  );
}

function formText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, one]) => `${encodeURIComponent(name.toWellFormed())}=${inQueryText(one)}`)
    .join('&');
}

type Spoil =
  | { how: 'drop' }
  | { how: 'put'; value: unknown }
  | { how: 'add'; name: string; value: unknown };

const spoils: fc.Arbitrary<Spoil> = fc.oneof(
  fc.constant({ how: 'drop' as const }),
  odd.map((value) => ({ how: 'put' as const, value })),
  fc
    .tuple(
      fc.oneof(fc.constantFrom('id', 'orgId', 'isAdmin', 'toString', 'x'.repeat(500)), fc.string()),
      odd,
    )
    .map(([name, value]) => ({ how: 'add' as const, name, value })),
);

/** The `at`th field of the value, wherever it is in there, is dropped, replaced or gets a neighbour. */
function spoil([value, at, change]: [unknown, number, Spoil]): unknown {
  const copy = structuredClone(value);
  const fields = fieldsOf(copy);
  const field = fields[at % Math.max(1, fields.length)];
  if (!field) return change.how === 'put' ? change.value : copy;
  const { holder, name } = field;
  if (change.how === 'drop') delete holder[name];
  else if (change.how === 'put') holder[name] = change.value;
  else Object.defineProperty(holder, change.name, { value: change.value, enumerable: true });
  return copy;
}

interface Field {
  holder: Record<string, unknown>;
  name: string;
}

function fieldsOf(value: unknown): Field[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...fieldsOf(holder[name])]);
}

const broken: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '{',
    '{"name":"a",}',
    '{"name":"a"}{"name":"b"}',
    '{"__proto__":{"admin":true},"name":"a"}',
    '{"name":"a","name":"b"}',
    '\ufeff{}',
    'null',
    '1e999',
    '"\\ud800"',
    '[[[[',
    'name=a',
    '<xml/>',
  ),
  fc.uint8Array({ minLength: 1, maxLength: 200 }),
  fc.constant(
    Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
  ),
);
