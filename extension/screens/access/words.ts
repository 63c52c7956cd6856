import type { AccessPreview } from '../../../shared/contract/orgs.ts';
import { counted } from '../../words/text.ts';

/** `3 keys of 2 people`. */
function keysOfPeople({ affectedKeys, affectedMembers }: AccessPreview): string {
  return `${counted(affectedKeys, 'key')} of ${counted(affectedMembers, 'person', 'people')}`;
}

/** What depends on the switch now. */
export function affected(preview: AccessPreview): string {
  if (preview.affectedKeys === 0) {
    return preview.apiAccess
      ? 'Only admins hold working keys now.'
      : 'Nobody but admins has a key that waits for it.';
  }
  const verb = preview.affectedKeys === 1 ? 'works' : 'work';
  return preview.apiAccess
    ? `${keysOfPeople(preview)} ${verb} because of it.`
    : `${keysOfPeople(preview)} would work again.`;
}

/** What turning it will do, for the confirmation. */
export function consequence(preview: AccessPreview): string {
  if (preview.affectedKeys === 0) {
    return preview.apiAccess
      ? 'No key stops, since only admins hold working keys. Nobody else can create one.'
      : 'No key starts to work, since nobody but admins has one. Members can create keys.';
  }
  return preview.apiAccess
    ? `${keysOfPeople(preview)} will stop at once. Turning it on again makes them work again.`
    : `${keysOfPeople(preview)} will work again at once, and members can create keys.`;
}
