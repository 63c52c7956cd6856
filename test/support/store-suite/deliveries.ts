import { describe, expect, test } from 'vitest';
import { type Reader, type Store, StoreConflict } from '../../../server/store/store.ts';
import { deliveryRow, eventRow, keyRow, memberRow, webhookRow } from '../rows.ts';
import type { OpenStore } from '../store-suite.ts';
import { allOf, change, putWorld } from '../store-world.ts';

async function putWebhooks(open: OpenStore) {
  const opened = await open();
  const { org, role, owner, key } = await putWorld(opened.store);
  const other = memberRow(role);
  const othersKey = keyRow(other);
  const webhook = webhookRow(key, { createdAt: 10, secret: 'whsec_+/=' });
  const second = webhookRow(othersKey, { createdAt: 5, status: 'stopped', stopReason: 'gone' });
  const event = eventRow(org, { payload: '{"text":"Zoë 👩🏽‍🚀 \\u0000"}' });
  await change(opened.store, (tx) => {
    tx.put('members', other);
    tx.put('keys', othersKey);
    tx.put('webhooks', webhook);
    tx.put('webhooks', second);
    tx.put('events', event);
  });
  return { ...opened, org, owner, key, other, webhook, second, event };
}

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

export function deliveryTests(open: OpenStore): void {
  describe('webhooks and deliveries', () => {
    test('are found by everything that finds them, in a transaction and after opening again', async () => {
      const { store, reopen, org, owner, key, other, webhook, second, event } =
        await putWebhooks(open);
      const delivery = deliveryRow(webhook, event, {
        attempts: 3,
        lastAttemptAt: 7,
        responseStatus: 500,
        responseBody: 'Zoë 👩🏽‍🚀\n',
        error: 'no',
      });
      await change(store, (tx) => tx.put('deliveries', delivery));
      const questions: [string, (reader: Reader) => Promise<unknown>, unknown][] = [
        ['webhooks.byId', (r) => r.webhooks.byId(webhook.id), webhook],
        ['webhooks.ofOrg', (r) => r.webhooks.ofOrg(org.id), [second, webhook]],
        ['ofOwner', (r) => r.webhooks.ofOwner({ orgId: org.id, ownerId: owner.id }), [webhook]],
        ['ofOwner', (r) => r.webhooks.ofOwner({ orgId: org.id, ownerId: other.id }), [second]],
        ['another org', (r) => r.webhooks.ofOwner({ orgId: 'org_x', ownerId: owner.id }), []],
        ['webhooks.ofKey', (r) => r.webhooks.ofKey(key.id), [webhook]],
        ['events.byId', (r) => r.events.byId(event.id), event],
        ['deliveries.byId', (r) => r.deliveries.byId(delivery.id), delivery],
        ['deliveries.ofEvent', (r) => r.deliveries.ofEvent(event.id), [delivery]],
        ['newestOf', (r) => r.deliveries.newestOf(webhook.id), delivery],
        ['newestOf', (r) => r.deliveries.newestOf(second.id), undefined],
      ];
      const check = async (one: Store) => {
        for (const [name, ask, answer] of questions) {
          expect(await ask(one), name).toEqual(answer);
          expect(await one.transact(ask), `${name} in a transaction`).toEqual(answer);
        }
      };
      await check(store);
      await check(await reopen());
    });

    test('those due come longest due first, so many, and without some webhooks', async () => {
      const { store, reopen, webhook, second, event } = await putWebhooks(open);
      const row = (id: string, nextAttemptAt: number | null, of = webhook) =>
        deliveryRow(of, event, { id, nextAttemptAt });
      await change(store, (tx) => {
        tx.put('deliveries', row('dlv_b', 20));
        tx.put('deliveries', row('dlv_a', 20));
        tx.put('deliveries', row('dlv_c', 10));
        tx.put('deliveries', row('dlv_never', null));
        tx.put('deliveries', row('dlv_later', 31));
        tx.put('deliveries', row('dlv_other', 5, second));
      });
      const check = async (reader: Reader) => {
        const due = async (...of: Parameters<Reader['deliveries']['due']>) =>
          ids(await reader.deliveries.due(...of));
        expect(await due(30, 9)).toEqual(['dlv_other', 'dlv_c', 'dlv_a', 'dlv_b']);
        expect(await due(31, 9)).toContain('dlv_later');
        expect(await due(19, 9)).toEqual(['dlv_other', 'dlv_c']);
        expect(await due(4, 9)).toEqual([]);
        expect(await due(30, 2)).toEqual(['dlv_other', 'dlv_c']);
        expect(await due(30, 2, [second.id])).toEqual(['dlv_c', 'dlv_a']);
        expect(await due(30, 9, [second.id, webhook.id])).toEqual([]);
      };
      await check(store);
      await store.transact(check);
      await check(await reopen());
    });

    test("what is due follows each change, in the transaction's own eyes too", async () => {
      const { store, webhook, event } = await putWebhooks(open);
      const row = deliveryRow(webhook, event, { id: 'dlv_1', nextAttemptAt: 10 });
      const other = deliveryRow(webhook, event, { id: 'dlv_2', nextAttemptAt: 20 });
      await change(store, (tx) => tx.put('deliveries', row));
      const due = async (reader: Reader) => ids(await reader.deliveries.due(30, 9));
      await store.transact(async (tx) => {
        tx.put('deliveries', { ...row, nextAttemptAt: 25 });
        tx.put('deliveries', other);
        expect(await due(tx)).toEqual(['dlv_2', 'dlv_1']);
        expect(await due(store)).toEqual(['dlv_1']);
      });
      expect(await due(store)).toEqual(['dlv_2', 'dlv_1']);
      await store.transact(async (tx) => {
        tx.put('deliveries', { ...row, nextAttemptAt: null });
        tx.remove('deliveries', other.id);
        expect(await due(tx)).toEqual([]);
      });
      expect(await due(store)).toEqual([]);
    });

    test('those that are over and old come oldest first', async () => {
      const { store, webhook, event } = await putWebhooks(open);
      const row = (id: string, createdAt: number, nextAttemptAt: number | null = null) =>
        deliveryRow(webhook, event, { id, createdAt, nextAttemptAt });
      await change(store, (tx) => {
        tx.put('deliveries', row('dlv_b', 20));
        tx.put('deliveries', row('dlv_a', 20));
        tx.put('deliveries', row('dlv_c', 10));
        tx.put('deliveries', row('dlv_pending', 5, 99));
        tx.put('deliveries', row('dlv_new', 30));
      });
      const check = async (reader: Reader) => {
        expect(ids(await reader.deliveries.overBefore(30, 9))).toEqual(['dlv_c', 'dlv_a', 'dlv_b']);
        expect(ids(await reader.deliveries.overBefore(30, 2))).toEqual(['dlv_c', 'dlv_a']);
      };
      await check(store);
      await store.transact(check);
      expect(ids(await allOf(store.deliveries.newestFirst({ webhookId: webhook.id })))).toEqual([
        'dlv_new',
        'dlv_b',
        'dlv_a',
        'dlv_c',
        'dlv_pending',
      ]);
    });

    test.each([
      ['a key that has a webhook', 'keys'],
      ['a webhook that has a delivery', 'webhooks'],
      ['an event that is to be delivered', 'events'],
    ] as const)('%s is not removed', async (_, table) => {
      const { store, key, webhook, event } = await putWebhooks(open);
      await change(store, (tx) => tx.put('deliveries', deliveryRow(webhook, event)));
      const { id } = { keys: key, webhooks: webhook, events: event }[table];
      await expect(change(store, (tx) => tx.remove(table, id))).rejects.toThrow(StoreConflict);
    });
  });

  describe('steps at the end of a transaction', () => {
    test('see what the work did, and what they change stands with it', async () => {
      const { store, owner } = await putWebhooks(open);
      const seen: (string | undefined)[] = [];
      const second = keyRow(owner, { name: 'by a step' });
      const last = keyRow(owner, { name: 'by a step of a step' });
      const first = keyRow(owner, { name: 'by the work' });
      const result = await store.transact(async (tx) => {
        seen.length = 0;
        tx.atEnd(async () => {
          seen.push((await tx.keys.byId(first.id))?.name);
          tx.put('keys', second);
          tx.atEnd(async () => tx.put('keys', last));
        });
        tx.put('keys', first);
        return 'done';
      });
      expect(result).toBe('done');
      expect(seen).toEqual(['by the work']);
      for (const { id } of [first, second, last]) expect(await store.keys.byId(id)).toBeDefined();
    });

    test('one that throws takes everything back', async () => {
      const { store, owner } = await putWebhooks(open);
      const key = keyRow(owner);
      const failure = new Error('no');
      const work = store.transact(async (tx) => {
        tx.put('keys', key);
        tx.atEnd(async () => {
          throw failure;
        });
      });
      await expect(work).rejects.toBe(failure);
      expect(await store.keys.byId(key.id)).toBeUndefined();
    });
  });
}
