import { expect, test } from 'vitest';
import { MOST, scopesHeader } from '../../../server/check/scopes-header.ts';

const many = Array.from({ length: 300 }, (_, i) => `tasks-${String(i).padStart(3, '0')}:read`);

test('all scopes, as long as they find room', () => {
  expect(scopesHeader([], [])).toBe('');
  expect(scopesHeader(['a:read', 'b:*'], ['b:x'])).toBe('a:read b:*');
  const full = 'x'.repeat(MOST - 7);
  expect(scopesHeader(['a:read', full], [])).toBe(`a:read ${full}`);
});

test('otherwise those asked for, then whole ones up to the limit, none of them twice', () => {
  const header = scopesHeader(many, ['tasks-299:read', 'tasks-000:read']);
  const told = header.split(' ');
  expect(told.slice(0, 3)).toEqual(['tasks-299:read', 'tasks-000:read', 'tasks-001:read']);
  expect(header.length).toBeLessThanOrEqual(MOST);
  expect(header.length).toBeGreaterThan(MOST - 'tasks-000:read '.length);
  expect(new Set(told).size).toBe(told.length);
  expect(told.every((scope) => many.includes(scope))).toBe(true);
});
