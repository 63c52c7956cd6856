/** Every language says all of it, and says it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../../extension/messages/failure.ts';
import { affected, consequence } from '../../../../extension/screens/access/words.ts';
import { failureWords, fieldErrors } from '../../../../extension/words/failures.ts';
import { firstRunWords, loadFirstRunWords } from '../../../../extension/words/first-run-words.ts';
import { fullTabWords, loadFullTabWords } from '../../../../extension/words/full-tab-words.ts';
import {
  loadPageToolsWords,
  pageToolsWords,
} from '../../../../extension/words/page-tools-words.ts';
import { relativeTime } from '../../../../extension/words/times.ts';
import { loadWords, words } from '../../../../extension/words/words.ts';
import { ERRORS } from '../../../../shared/contract/errors.ts';

const LANGUAGES = ['en', 'de'];
const NOW = Date.parse('2026-11-21T12:00:00Z');
const MINUTE = 60_000;

afterEach(() => loadWords('en'));

function refused(code: string, over: Partial<Extract<Failure, { kind: 'refused' }>> = {}): Failure {
  const plain = { title: 'A title', detail: '', errors: [], retryAfter: null };
  return { kind: 'refused', code, ...plain, ...over };
}

/** Every plain text of a table, by its path. */
function textsOf(table: object, path = ''): [string, string][] {
  return Object.entries(table).flatMap(([name, said]: [string, unknown]) => {
    const here = `${path}${name}`;
    if (typeof said === 'string') return [[here, said] as [string, string]];
    return typeof said === 'object' && said !== null ? textsOf(said, `${here}.`) : [];
  });
}

const LOADS = [loadWords, loadFirstRunWords, loadFullTabWords, loadPageToolsWords];

function everyText(): [string, string][] {
  const later = { firstRun: firstRunWords, fullTab: fullTabWords, pageTools: pageToolsWords };
  return [...textsOf(words), ...textsOf(later)];
}

describe('the language', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['DE', 'de'],
    ['en-US', 'en-GB'],
    ['fr', 'en-GB'],
    ['', 'en-GB'],
    ['constructor', 'en-GB'],
  ])('of a browser that speaks "%s" is %s', async (language, locale) => {
    await loadWords(language);
    expect(words.locale).toBe(locale);
  });
});

it.each(LANGUAGES)('%s leaves nothing empty', async (language) => {
  await Promise.all(LOADS.map((load) => load(language)));
  const texts = everyText();
  expect(texts.length).toBeGreaterThan(150);
  for (const [path, text] of texts) expect(text.trim(), path).not.toBe('');
});

it('German leaves nothing in English, but for what is the same', async () => {
  const all = async (language: string) => {
    await Promise.all(LOADS.map((load) => load(language)));
    return everyText();
  };
  const english = new Map(await all('en'));
  const same = (await all('de')).filter(([path, text]) => english.get(path) === text);
  expect(same.map(([path]) => path).sort()).toEqual([
    'createKey.name',
    'dir',
    'firstRun.organisation',
    'fullTab.audit.fields.name',
    'fullTab.members.keyName',
    'fullTab.members.kinds.person',
    'fullTab.members.name',
    'fullTab.members.status',
    'fullTab.members.url',
    'fullTab.members.webhookCount',
    'fullTab.members.webhooks',
    'fullTab.roles.name',
    'fullTab.settings.server.title',
    'keys.and',
    'keys.name',
    'pageTools.documentExample',
    'pageTools.name',
    'reveal.formats.curl',
    'reveal.formats.fetch',
    'reveal.formats.gh',
    'reveal.formats.python',
    'shell.organisation',
    'thisTab.header',
    'vault.passphrase',
  ]);
});

it.each(
  LANGUAGES.flatMap((language) => Object.keys(ERRORS).map((code) => [language, code] as const)),
)('%s has words of its own for the refusal %s', async (language, code) => {
  await loadWords(language);
  const detail = 'said by the server of tasks:delete';
  const { what, next } = failureWords(refused(code, { detail }));
  for (const text of [what, next]) expect(text).toMatch(/^\p{Lu}.+\.$/u);
  expect(`${what} ${next}`).not.toMatch(/!|undefined/);
});

describe('German', () => {
  it('counts', async () => {
    await loadWords('de');
    const preview = { apiAccess: true, affectedKeys: 1, affectedMembers: 1 };
    expect(affected(preview)).toBe('1 Schlüssel von 1 Person gilt dadurch.');
    expect(consequence({ ...preview, affectedKeys: 1200, affectedMembers: 2 })).toContain(
      '1.200 Schlüssel von 2 Personen enden sofort.',
    );
  });

  it('says times', async () => {
    await loadWords('de');
    expect(relativeTime(NOW - 3 * MINUTE, NOW)).toBe('vor 3 Min.');
    expect(relativeTime(NOW + 6 * 24 * 60 * MINUTE, NOW)).toBe('in 6 Tagen');
  });

  it('names the scopes that the server refuses, in words of its own', async () => {
    await loadWords('de');
    const detail = 'The role "Scheduler" does not allow tasks:delete, files:read.';
    expect(failureWords(refused('scope_beyond_role', { detail })).what).toBe(
      'Ihre Rolle erlaubt tasks:delete und files:read nicht.',
    );
  });

  it.each([
    ['must have at least 12 characters', 'Passwort: mindestens 12 Zeichen.'],
    ['must not be empty', 'Passwort: darf nicht leer sein.'],
    ['is something new', 'Passwort: is something new.'],
  ])('says at its field: %s', async (message, said) => {
    await loadWords('de');
    const failure = refused('invalid_input', { errors: [{ path: 'password', message }] });
    expect(fieldErrors(failure, { password: 'Passwort' }).password).toBe(said);
  });
});

it('the browser’s own texts are the same in number and in placeholders', () => {
  const [english, german] = LANGUAGES.map((language) => {
    const file = resolve(
      import.meta.dirname,
      `../../../../extension/public/_locales/${language}/messages.json`,
    );
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, { placeholders?: object }>;
  });
  const shape = (all: typeof english) =>
    Object.entries(all ?? {}).map(([name, { placeholders = {} }]) => [
      name,
      Object.keys(placeholders),
    ]);
  expect(shape(german)).toEqual(shape(english));
});
