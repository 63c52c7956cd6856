/** What happens in the organisation while somebody looks at a screen. */
import type { Key } from '../../shared/contract/keys.ts';
import type { Me } from '../../shared/contract/people.ts';
import type { Role } from '../../shared/contract/roles.ts';
import { codeAt } from '../../test/support/second-factor.ts';
import { PASSWORD } from '../demo/cast.ts';
import { DemoClient } from '../demo/client.ts';

export class Office {
  readonly #client: DemoClient;
  readonly #org: string;
  #recoveryCode = '';

  private constructor(client: DemoClient, org: string) {
    this.#client = client;
    this.#org = org;
  }

  static async open(address: string): Promise<Office> {
    const client = new DemoClient(address, Date.now);
    const me = await client.as<Me>('maya', 'GET', '/v1/me');
    return new Office(client, `/v1/orgs/${me.memberships[0]?.org.id}`);
  }

  /** Someone who has accepted the invitation and has no key. */
  async welcome(who: { name: string; email: string }): Promise<void> {
    const { items } = await this.#asAdmin<{ items: Role[] }>('GET', '/roles');
    const roleId = items.find(({ name }) => name === 'member')?.id;
    const { invitation } = await this.#asAdmin<{ invitation: { code: string } }>(
      'POST',
      '/members',
      { kind: 'person', ...who, roleId },
    );
    await this.#client.call('POST', '/v1/invitations/accept', {
      code: invitation.code,
      password: PASSWORD,
    });
  }

  async requireApproval(requireApproval: boolean): Promise<void> {
    await this.#asAdmin('PATCH', '', { policy: { requireApproval } });
  }

  /** Of everyone, which an admin can ask for who has one. */
  async requireSecondFactor(): Promise<void> {
    const begun = await this.#client.as<{ secret: string }>(
      'maya',
      'POST',
      '/v1/me/second-factor',
      {
        currentPassword: PASSWORD,
      },
    );
    const { recoveryCodes } = await this.#client.as<{ recoveryCodes: string[] }>(
      'maya',
      'POST',
      '/v1/me/second-factor/confirm',
      { code: codeAt(begun.secret, Date.now()) },
    );
    this.#recoveryCode = recoveryCodes[0] ?? '';
    await this.#asAdmin('PATCH', '', { policy: { requireSecondFactor: true } });
  }

  async withoutSecondFactor(): Promise<void> {
    await this.#asAdmin('PATCH', '', { policy: { requireSecondFactor: false } });
    await this.#client.as('maya', 'POST', '/v1/me/second-factor/remove', {
      currentPassword: PASSWORD,
      secondFactorCode: this.#recoveryCode,
    });
  }

  async approve(keyName: string): Promise<void> {
    const { items } = await this.#asAdmin<{ items: Key[] }>(
      'GET',
      '/keys?owner=all&status=pending',
    );
    const id = items.find(({ name }) => name === keyName)?.id;
    await this.#asAdmin('POST', `/keys/${id}/approve`);
  }

  #asAdmin<T>(method: string, path: string, body?: object): Promise<T> {
    return this.#client.as('maya', method, this.#org + path, body);
  }
}
