import type { Account } from '../../messages.ts';
import { Notice } from '../../ui/Notice.tsx';

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
  switch (apiAccess.reason) {
    case 'role_access_off':
      return {
        title: `The role ${role.name} may not use API keys`,
        next: `So you cannot create keys, and those you have are suspended. Ask an admin of ${org.name} to allow it or to give you another role.`,
      };
    case 'member_inactive':
      return {
        title: `You are deactivated in ${org.name}`,
        next: `Your keys are suspended. Ask an admin of ${org.name} to activate you.`,
      };
    default:
      return {
        title: `API access is off in ${org.name}`,
        next: `So you cannot create keys, and those you have are suspended. Ask an admin of ${org.name} to turn it on.`,
      };
  }
}
