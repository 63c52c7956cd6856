/** What the run needs to turn second factors on and off, and its people to sign in with them. */
import type { SecondFactorState } from '../../shared/contract/people.ts';
import type { TestPerson } from '../support/people.ts';
import { codeAt } from '../support/second-factor.ts';
import type { TestServer } from '../support/server.ts';

/** So many may be used before there are none to sign in with. */
const SPARE = 4;

type Body = Record<string, string>;
interface Answered {
  code: string;
  secret: string;
  recoveryCodes: string[];
}

export class SecondFactors {
  readonly #server: TestServer;
  readonly #passwords: ReadonlySet<string>;
  /** All that were ever given out, the newest first. */
  readonly #recoveryCodes: string[] = [];
  /** Of those whom the world itself gave one. */
  readonly #given = new Map<TestPerson, string[]>();

  /** `passwords`: those that people may have, also ones that come later. */
  constructor(server: TestServer, passwords: ReadonlySet<string>) {
    this.#server = server;
    this.#passwords = passwords;
  }

  /** From an answer of the run's. */
  remember(text: string): void {
    const [, list] = /"recoveryCodes":(\[[^\]]*\])/.exec(text) ?? [];
    if (list) this.#recoveryCodes.unshift(...(JSON.parse(list) as string[]));
  }

  /** The person has none, and has begun to add one; answers the code that confirms it. */
  async begun(person: TestPerson): Promise<string> {
    if ((await this.#stateOf(person)).enabled) await this.#turnOff(person);
    const { secret } = await this.#withPassword(person, '', {});
    return codeAt(secret, this.#server.clock.now());
  }

  /** The person has one; answers its recovery codes, of which some may be used. */
  async on(person: TestPerson): Promise<string[]> {
    const { enabled, recoveryCodesLeft } = await this.#stateOf(person);
    const given = this.#given.get(person);
    if (given && enabled && recoveryCodesLeft > SPARE) return given;
    const code = await this.begun(person);
    const { body } = await this.#post<Answered>(person, '/confirm', { code });
    this.#recoveryCodes.unshift(...body.recoveryCodes);
    this.#given.set(person, body.recoveryCodes);
    return body.recoveryCodes;
  }

  /** The first answer to one of the codes that is no refusal of the code. */
  async withAnyCode<A extends { body: Partial<Answered> }>(
    ask: (code: string) => Promise<A>,
  ): Promise<A> {
    for (const code of this.#recoveryCodes) {
      const answer = await ask(code);
      if (answer.body?.code !== 'second_factor_wrong') return answer;
    }
    throw new Error('No recovery code works any more');
  }

  async #turnOff(person: TestPerson): Promise<void> {
    await this.withAnyCode(async (secondFactorCode) => ({
      body: await this.#withPassword(person, '/remove', { secondFactorCode }),
    }));
  }

  /** With the first password that is the person's. */
  async #withPassword(person: TestPerson, path: string, rest: Body): Promise<Answered> {
    for (const currentPassword of this.#passwords) {
      const { body } = await this.#post<Answered>(person, path, { currentPassword, ...rest });
      if (body?.code !== 'password_wrong') return body;
    }
    throw new Error(`${person.email} has another password`);
  }

  #post<B>({ token }: TestPerson, path: string, body: Body) {
    return this.#server.request<B>('POST', `/v1/me/second-factor${path}`, { token, body });
  }

  async #stateOf({ token }: TestPerson): Promise<SecondFactorState> {
    const path = '/v1/me/second-factor';
    return (await this.#server.request<SecondFactorState>('GET', path, { token })).body;
  }
}
