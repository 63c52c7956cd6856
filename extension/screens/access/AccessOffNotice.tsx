import type { Account } from '../../messages/session.ts';
import { Notice } from '../../ui/Notice.tsx';
import { words } from '../../words/words.ts';

/** Why there is nothing to create, and whom to ask. */
export function AccessOffNotice({ current }: { current: Account['current'] }) {
  const { title, next } = wordsFor(current);
  return (
    <Notice tone="warning" title={title}>
      <p>{next}</p>
    </Notice>
  );
}

function wordsFor({ apiAccess, org, role }: Account['current']): { title: string; next: string } {
  const { off } = words.access;
  switch (apiAccess.reason) {
    case 'role_access_off':
      return { title: off.role(role.name), next: off.roleNext(org.name) };
    case 'member_inactive':
      return { title: off.member(org.name), next: off.memberNext(org.name) };
    default:
      return { title: off.org(org.name), next: off.orgNext(org.name) };
  }
}
