import { describe, expect, it } from 'vitest';
import { bars, everyDay } from '../../../../extension/screens/keys/record/days.ts';

const NOW = Date.parse('2026-11-21T23:30:00.000Z');

describe('the days of a key’s record', () => {
  it('are all there, the oldest first and today last, in UTC', () => {
    const known = [{ day: '2026-11-20', allowed: 3, refused: 1 }];
    expect(everyDay(known, NOW, 3)).toEqual([
      { day: '2026-11-19', allowed: 0, refused: 0 },
      { day: '2026-11-20', allowed: 3, refused: 1 },
      { day: '2026-11-21', allowed: 0, refused: 0 },
    ]);
  });

  it('are drawn in proportion, and what is there at all can be seen', () => {
    const days = [
      { day: 'a', allowed: 99, refused: 1 },
      { day: 'b', allowed: 0, refused: 0 },
    ];
    expect(bars(days, 50)).toEqual([
      { day: 'a', allowed: 49.5, refused: 1 },
      { day: 'b', allowed: 0, refused: 0 },
    ]);
  });
});
