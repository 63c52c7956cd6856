import { describe, expect, it } from 'vitest';
import { consequence } from '../../../../extension/screens/access/words.ts';

const preview = (apiAccess: boolean, affectedKeys: number, affectedMembers: number) => ({
  apiAccess,
  affectedKeys,
  affectedMembers,
});

describe('what turning API access does, in words', () => {
  it.each([
    [preview(true, 12, 5), '12 keys of 5 people will stop at once.'],
    [preview(true, 1, 1), '1 key of 1 person will stop at once.'],
    [preview(false, 1200, 2), '1,200 keys of 2 people will work again at once'],
    [preview(true, 0, 0), 'No key stops'],
    [preview(false, 0, 0), 'No key starts to work'],
  ])('%o', (now, said) => {
    expect(consequence(now)).toContain(said);
  });
});
