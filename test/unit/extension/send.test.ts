import { beforeEach, expect, it, vi } from 'vitest';

const sendMessage = vi.hoisted(() => vi.fn());
vi.mock('../../../extension/browser.ts', () => ({ browser: { runtime: { sendMessage } } }));

import { send } from '../../../extension/send.ts';

beforeEach(() => {
  sendMessage.mockReset();
});

const LOST = new Error('the message channel closed before a response was received');
const ANSWER = { ok: true, value: null };

it.each([
  ['rejects', () => Promise.reject(LOST)],
  ['gives nothing', async () => undefined],
])('asks again what a background that ended left unanswered: %s', async (_, first) => {
  sendMessage.mockImplementationOnce(first).mockResolvedValueOnce(ANSWER);
  expect(await send('reveal.get')).toEqual(ANSWER);
});

it('asks twice at most', async () => {
  sendMessage.mockRejectedValue(LOST);
  expect(await send('reveal.get')).toMatchObject({ ok: false, failure: { kind: 'internal' } });
  expect(sendMessage).toHaveBeenCalledTimes(2);
});

it('asks once for what would be done twice', async () => {
  sendMessage.mockRejectedValue(LOST);
  const wanted = { name: 'Nightly', scopes: ['tasks:read'], expiry: { kind: 'never' as const } };
  expect(await send('keys.create', wanted)).toMatchObject({ ok: false });
  expect(sendMessage).toHaveBeenCalledTimes(1);
});

it('does not ask again after an answer that says no', async () => {
  sendMessage.mockResolvedValue({ ok: false, failure: { kind: 'signed-out' } });
  expect(await send('keys.list', { showRevoked: false })).toMatchObject({ ok: false });
  expect(sendMessage).toHaveBeenCalledTimes(1);
});
