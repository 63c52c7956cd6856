import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { keyturn } from '../../../server/guard/express.ts';
import { tasksDocument } from '../../../server/sample/document.ts';
import { createTasksApi } from '../../../server/sample/tasks-api.ts';
import { answer, fakeVerify, SERVICE_KEY } from '../../support/fake-verify.ts';
import { listen } from '../../support/listen.ts';

const document = tasksDocument('http://127.0.0.1:4778');

test('the document is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(structuredClone(document));
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
  expect(document.openapi).toMatch(/^3\.1\./);
});

test('it offers a key header and a bearer token', () => {
  expect(document.components.securitySchemes).toMatchObject({
    keyHeader: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    bearer: { type: 'http', scheme: 'bearer' },
  });
});

const METHODS = ['get', 'post', 'patch', 'delete'];
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => METHODS.includes(method))
    .map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace('{id}', 'tsk_9t5gjo'),
      security: (operation as { security: Record<string, string[]>[] }).security,
    })),
);

test('it describes the four operations', () => {
  expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /tasks',
    'POST /tasks',
    'PATCH /tasks/tsk_9t5gjo',
    'DELETE /tasks/tsk_9t5gjo',
  ]);
});

test.each(operations)('$method $path asks for the scope it names', async (operation) => {
  const { method, path, security } = operation;
  const verify = await fakeVerify();
  verify.keys.set('none', answer({ scopes: [] }));
  const guard = keyturn({ server: verify.url, key: SERVICE_KEY });
  const api = await listen((publicUrl) => createTasksApi({ guard, publicUrl }));
  try {
    const got = await fetch(api.url + path, { method, headers: { 'X-API-Key': 'none' } });
    const { missingScopes } = await got.json();
    expect(security).toEqual([{ keyHeader: missingScopes }, { bearer: missingScopes }]);
    expect(missingScopes).toHaveLength(1);
  } finally {
    await Promise.all([api.close(), verify.close()]);
  }
});
