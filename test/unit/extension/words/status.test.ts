import { describe, expect, it } from 'vitest';
import { endOf, markOf, statusSentence } from '../../../../extension/words/status.ts';
import { STATUS_REASONS } from '../../../../shared/status.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const IN_AN_HOUR = '2026-11-21T13:00:00Z';
const IN_SIX_DAYS = '2026-11-27T12:00:00Z';
const NEXT_YEAR = '2027-11-21T12:00:00Z';

describe('markOf', () => {
  it('warns of an active key that ends within a week, by expiry or by grace', () => {
    const active = { status: 'active', expiresAt: null, revokedAt: null } as const;
    expect(markOf(active, NOW)).toBe('active');
    expect(markOf({ ...active, expiresAt: NEXT_YEAR }, NOW)).toBe('active');
    expect(markOf({ ...active, expiresAt: IN_SIX_DAYS }, NOW)).toBe('soon');
    expect(markOf({ ...active, revokedAt: IN_AN_HOUR }, NOW)).toBe('soon');
  });

  it('says any other status as it is, also near its end', () => {
    const near = { expiresAt: IN_SIX_DAYS, revokedAt: null };
    expect(markOf({ ...near, status: 'disabled' }, NOW)).toBe('disabled');
    expect(markOf({ ...near, status: 'suspended' }, NOW)).toBe('suspended');
  });
});

describe('endOf', () => {
  it('is the earlier of expiry and grace, and null where there is neither', () => {
    const both = { expiresAt: IN_SIX_DAYS, revokedAt: IN_AN_HOUR };
    expect(endOf(both)).toBe(Date.parse(IN_AN_HOUR));
    expect(endOf({ ...both, revokedAt: null })).toBe(Date.parse(IN_SIX_DAYS));
    expect(endOf({ expiresAt: null, revokedAt: null })).toBeNull();
  });
});

describe('statusSentence', () => {
  it.each(STATUS_REASONS)('has one for %s', (statusReason) => {
    const key = { status: 'revoked', statusReason, revokedAt: null } as const;
    expect(statusSentence(key, NOW)).toMatch(/^[A-Z].+\.$/);
  });

  it('says when a regenerated key stops, and nothing of a plainly active one', () => {
    const active = { status: 'active', statusReason: null } as const;
    expect(statusSentence({ ...active, revokedAt: IN_AN_HOUR }, NOW)).toBe(
      'Replaced by a regenerated key. It stops in 1 hr.',
    );
    expect(statusSentence({ ...active, revokedAt: null }, NOW)).toBeNull();
  });
});
