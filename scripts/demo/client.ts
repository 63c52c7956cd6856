import { PASSWORD, PEOPLE, type Person } from './cast.ts';

const DAY = 24 * 3_600_000;
/** Sessions that nobody uses last 14 days; the story is longer. */
const SIGN_IN_AFTER = 13 * DAY;

/** Calls the server as its clients do. Throws when it refuses; the answer's `code` says why. */
export class DemoClient {
  readonly #address: string;
  readonly #now: () => number;
  readonly #sessions = new Map<Person, { token: string; since: number }>();

  constructor(address: string, now: () => number) {
    this.#address = address;
    this.#now = now;
  }

  async call<T>(method: string, path: string, body?: object, token?: string): Promise<T> {
    const response = await fetch(this.#address + path, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body && { 'Content-Type': 'application/json' }),
      },
      body: body ? JSON.stringify(body) : null,
    });
    const answer = response.status === 204 ? undefined : await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.code}`);
    return answer;
  }

  async as<T>(person: Person, method: string, path: string, body?: object): Promise<T> {
    return this.call(method, path, body, await this.#token(person));
  }

  /** Keeps the session that setting up or accepting an invitation began. */
  signedIn(person: Person, token: string): void {
    this.#sessions.set(person, { token, since: this.#now() });
  }

  async #token(person: Person): Promise<string> {
    const session = this.#sessions.get(person);
    if (session && this.#now() - session.since < SIGN_IN_AFTER) return session.token;
    const { email } = PEOPLE[person];
    const { token } = await this.call<{ token: string }>('POST', '/v1/sessions', {
      email,
      password: PASSWORD,
    });
    this.signedIn(person, token);
    return token;
  }
}
