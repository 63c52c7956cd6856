/**
 * 20,000 requests, valid and spoiled, over every documented operation. A failure names the
 * seed: `KEYTURN_PROPERTY_SEED=… npx vitest run --project property` sends the same ones.
 */

import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../../server/domain/audit/verify.ts';
import { openStore } from '../support/json-store.ts';
import { testFolder } from '../support/server.ts';
import { type Known, readDocument } from './document.ts';
import { createJudge } from './judge.ts';
import { type Asked, requestsTo } from './requests.ts';
import { Client, type ToSend } from './send.ts';
import { World } from './world.ts';

const BATCH = 100;
const BATCHES = 200;
const MORE_BATCHES = 20;
const CONNECTIONS = 8;
const SEED = Number(process.env.KEYTURN_PROPERTY_SEED ?? Date.now() % 2 ** 31);

/** Those that a running server whose people are signed in cannot be brought to do. */
const NEVER_DONE = ['setup'];

let world: World;
let client: Client;
let known: Known;
beforeAll(async () => {
  world = await World.create();
  client = new Client(world.server.address, CONNECTIONS);
  const { body } = await world.server.request('GET', '/openapi.json');
  known = readDocument(body);
});
afterAll(async () => {
  client?.close();
  await world?.close();
});

test('each is answered as documented, and what is kept stays whole', async () => {
  const judge = createJudge(known);
  const done = new Map<string, number>();
  let sent = 0;

  async function ask(asked: Asked): Promise<void> {
    const toSend = written(asked);
    const answer = await client.send(toSend).catch((error: Error) => error);
    sent++;
    if (answer instanceof Error) throw new Error(report(asked, toSend, `no answer: ${answer}`));
    const fault = judge(asked, answer);
    const text = answer.body.toString();
    if (fault) {
      throw new Error(report(asked, toSend, `${answer.status}: ${fault}\n${text.slice(0, 1000)}`));
    }
    const { operationId, method } = asked.operation;
    // By another method it is another request: OPTIONS, too, is answered with 204.
    if (answer.status < 300 && method === asked.method) {
      done.set(operationId, (done.get(operationId) ?? 0) + 1);
      if (operationId === 'changePassword') {
        world.passwordChanged(Buffer.from(toSend.body ?? '').toString());
      }
      world.remember(text);
    }
  }

  async function askBatches(operations: Known['operations'], numRuns: number): Promise<void> {
    const property = fc.asyncProperty(
      fc.array(requestsTo(operations), { minLength: BATCH, maxLength: BATCH }),
      async (batch) => {
        await world.putRight();
        const waiting = [...batch];
        const worker = async () => {
          for (let next = waiting.shift(); next; next = waiting.shift()) await ask(next);
        };
        await Promise.all(Array.from({ length: CONNECTIONS }, worker));
      },
    );
    // Not shrunk: the server is another one after each request.
    const result = await fc.check(property, { seed: SEED + sent, numRuns, endOnFailure: true });
    if (result.failed) {
      const cause = result.errorInstance as Error;
      throw new Error(`KEYTURN_PROPERTY_SEED=${SEED}, batch ${result.numRuns}\n${cause?.message}`);
    }
  }
  const never = () =>
    known.operations.filter(
      ({ operationId }) => !done.has(operationId) && !NEVER_DONE.includes(operationId),
    );

  await askBatches(known.operations, BATCHES);
  expect(sent).toBe(BATCH * BATCHES);
  // What chance has left undone is asked for some more, with what makes the things it is about.
  for (let more = 0; more < MORE_BATCHES && never().length > 0; more++) {
    const left = never();
    const around = known.operations.filter(({ path }) =>
      left.some((one) => one.path === path || one.path.startsWith(`${path}/`)),
    );
    await askBatches(around, 1);
  }
  expect(never().map(({ operationId }) => operationId)).toEqual([]);
  expect(NEVER_DONE.filter((operationId) => done.has(operationId))).toEqual([]);
  expect(world.server.log()).not.toMatch(/unexpected failure|store unavailable/);
  await keptWhole();
}, 480_000);

function written({ method, path, query, headers, body, caller }: Asked): ToSend {
  const credential = world.credentialOf(caller);
  const url = world.fill(query === '' ? path : `${path}?${query}`);
  return {
    method,
    path: url,
    headers: {
      ...(credential !== undefined && { authorization: credential }),
      ...Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, world.fill(value)]),
      ),
    },
    body: typeof body === 'string' ? world.fill(body) : body,
  };
}

function report({ caller }: Asked, { method, path, headers, body }: ToSend, what: string): string {
  const { authorization: _, ...shown } = headers;
  const sent = typeof body === 'string' ? body.slice(0, 1000) : body && Buffer.from(body);
  return `${method} ${path.slice(0, 500)} by ${caller}\n${JSON.stringify(shown).slice(0, 1000)}\n${sent}\n→ ${what}`;
}

/** The store opens again, and every org's chain of audit entries holds. */
async function keptWhole(): Promise<void> {
  const dir = join(await testFolder(), 'data');
  await cp(world.server.dataDir, dir, { recursive: true });
  const { store } = await openStore({ dir });
  const orgIds = await store.audit.orgIds();
  expect(orgIds.length).toBeGreaterThan(1);
  for (const orgId of orgIds) {
    expect(await verifyChain(store.audit.chain(orgId))).toMatchObject({ holds: true, orgId });
  }
}
