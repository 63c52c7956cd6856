import { describe, expect, it } from 'vitest';
import { diffRules } from '../../../extension/background/injection/diff.ts';
import { buildRules, isPlainOrigin } from '../../../extension/background/injection/rules.ts';
import type { KeyHeader } from '../../../extension/messages/page.ts';
import { aSecret, aTabUse } from './support/builders.ts';

const secret = aSecret();

describe('the rules of a tab use', () => {
  it('bind tab, page host, API origin, kind of request and method', () => {
    expect(buildRules(aTabUse(), secret)).toEqual([
      {
        priority: 1,
        action: {
          type: 'modifyHeaders',
          requestHeaders: [
            { header: 'Authorization', operation: 'set', value: `Bearer ${secret}` },
          ],
        },
        condition: {
          tabIds: [7],
          initiatorDomains: ['docs.example.com'],
          urlFilter: '|https://api.example.com/',
          resourceTypes: ['xmlhttprequest'],
          excludedRequestMethods: ['options'],
        },
      },
    ]);
  });

  it('are one per API origin', () => {
    const apiOrigins = ['http://a.test:8080', 'https://b.test'];
    const rules = buildRules(aTabUse({ apiOrigins }), secret);
    expect(rules.map(({ condition }) => condition.urlFilter)).toEqual([
      '|http://a.test:8080/',
      '|https://b.test/',
    ]);
  });

  it.each([
    ['http://127.0.0.1:4800', '127.0.0.1', '|http://127.0.0.1:4800/'],
    ['http://[::1]:4800', '[::1]', '|http://[::1]:4800/'],
    ['https://xn--schlssel-95a.example', 'xn--schlssel-95a.example', undefined],
  ])('know %s', (origin, host, filter = `|${origin}/`) => {
    const [rule] = buildRules(aTabUse({ pageOrigin: origin, apiOrigins: [origin] }), secret);
    expect(rule?.condition).toMatchObject({ initiatorDomains: [host], urlFilter: filter });
  });

  it('put the secret alone into a header of the API', () => {
    const [rule] = buildRules(aTabUse({ header: { kind: 'api-key', name: 'X-API-Key' } }), secret);
    expect(rule?.action.requestHeaders).toEqual([
      { header: 'X-API-Key', operation: 'set', value: secret },
    ]);
  });

  it.each<KeyHeader>([
    { kind: 'api-key', name: '' },
    { kind: 'api-key', name: 'X API Key' },
    { kind: 'api-key', name: 'X-Key\r\nHost: evil' },
    { kind: 'api-key', name: 'Schlüssel' },
    { kind: 'api-key', name: 'Cookie' },
    { kind: 'api-key', name: 'HOST' },
    { kind: 'api-key', name: 'Sec-Fetch-Site' },
    { kind: 'api-key', name: 'x'.repeat(101) },
  ])('are not made for %j', (header) => {
    expect(() => buildRules(aTabUse({ header }), secret)).toThrow('header');
  });

  it.each(['', 'kt_short', `${aSecret()}\r\nX: y`])('are not made for the secret %j', (bad) => {
    expect(() => buildRules(aTabUse(), bad)).toThrow('not a well-formed key');
  });
});

describe('an origin that may stand in a rule', () => {
  it.each(['https://api.example.com', 'http://a_b.test', 'http://localhost:1'])('%s', (origin) => {
    expect(isPlainOrigin(origin)).toBe(true);
  });

  it.each([
    'https://*.example.com',
    'https://a*b.example.com',
    'https://api.example.com/',
    'https://API.example.com',
    'https://api.example.com:443',
    'https://ann:x@api.example.com',
    'ftp://api.example.com',
    'null',
    '',
    '|https://api.example.com',
  ])('not %j', (origin) => {
    expect(isPlainOrigin(origin)).toBe(false);
    expect(() => buildRules(aTabUse({ apiOrigins: [origin] }), secret)).toThrow('origin');
  });
});

describe('the difference between wanted and present rules', () => {
  const [a, b, c] = buildRules(
    aTabUse({ apiOrigins: ['https://a.test', 'https://b.test', 'https://c.test'] }),
    secret,
  ) as [never, never, never];
  const numbered = (id: number, rule: object) => ({ id, ...rule }) as never;

  it.each([
    ['nothing to nothing', [], [], [], []],
    ['all of it new', [a, b], [], [], [1, 2]],
    ['what stays is left alone', [a, b], [numbered(1, a), numbered(2, b)], [], []],
    ['what is not wanted goes', [], [numbered(4, a), numbered(9, b)], [4, 9], []],
    ['a free number is found', [a, b, c], [numbered(2, b)], [], [1, 3]],
    ['a number is not taken twice in one change', [c], [numbered(1, a)], [1], [2]],
    ['the second of two equal ones goes', [a], [numbered(1, a), numbered(2, a)], [2], []],
  ])('%s', (_, wanted, present, removed, added) => {
    const change = diffRules(wanted, present);
    expect(change.removeRuleIds).toEqual(removed);
    expect(change.addRules.map(({ id }) => id)).toEqual(added);
  });

  it('does not mind the order in which the browser gives properties back', () => {
    const { priority, action, condition } = a as { [part: string]: object };
    const turned = Object.fromEntries(Object.entries(condition ?? {}).reverse());
    expect(diffRules([a], [numbered(1, { condition: turned, action, priority })])).toEqual({
      removeRuleIds: [],
      addRules: [],
    });
  });

  it('does not mind the nulls that Firefox gives back for what a rule does not have', () => {
    const { priority, action, condition } = a as { [part: string]: object };
    const back = {
      priority,
      action: { ...action, redirect: null, responseHeaders: null },
      condition: { ...condition, regexFilter: null, requestDomains: null },
    };
    expect(diffRules([a], [numbered(1, back)])).toEqual({ removeRuleIds: [], addRules: [] });
  });

  it('sees another secret', () => {
    const [other] = buildRules(aTabUse({ apiOrigins: ['https://a.test'] }), aSecret());
    const change = diffRules([other as never], [numbered(1, a)]);
    expect(change.removeRuleIds).toEqual([1]);
    expect(change.addRules).toHaveLength(1);
  });
});
