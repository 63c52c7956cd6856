/** Checks as an API's backend makes them. */
import type { VerifyAnswer } from '../../shared/contract/check.ts';
import { createKey } from './keys.ts';
import type { TestPerson } from './people.ts';
import type { TestServer } from './server.ts';

export type Verify = (secret: string, scopes?: string[]) => Promise<VerifyAnswer>;

/** Asks with a key of its own that the admin has given it. */
export async function verifier(
  server: Pick<TestServer, 'request'>,
  admin: TestPerson,
): Promise<Verify> {
  const { secret: token } = await createKey(server, admin, {
    name: 'Tasks API',
    scopes: ['keyturn.keys:verify'],
  });
  return async (key, scopes) => {
    const answer = await server.request<VerifyAnswer>('POST', '/v1/verify', {
      token,
      body: { key, ...(scopes && { scopes }) },
    });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
}
