/** One code of a second factor, on two servers over one PostgreSQL at once. */
import { expect, test } from 'vitest';
import { setUp } from '../support/people.ts';
import { addSecondFactor, signInWith } from '../support/second-factor.ts';
import { testServer } from '../support/server.ts';
import { emptyDatabase } from './database.ts';

test('of many sign-ins with one code one is let in', async () => {
  const environment = { DATABASE_URL: await emptyDatabase() };
  const here = await testServer({ environment });
  const there = await testServer({ environment, clock: here.clock });
  const ada = await setUp(here);
  const { nextCode, recoveryCodes } = await addSecondFactor(here, ada);
  for (const code of [nextCode(), recoveryCodes[0] as string]) {
    const answers = await Promise.all(
      [here, there, here, there].map((server) => signInWith(server, ada, code)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403]);
  }
  const { body } = await there.request('GET', '/v1/me/second-factor', { token: ada.token });
  expect(body).toMatchObject({ recoveryCodesLeft: 7 });
});
