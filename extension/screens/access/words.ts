import type { AccessPreview } from '../../../shared/contract/orgs.ts';
import { type Words, words } from '../../words/words.ts';

/** What depends on the switch now. */
export function affected(preview: AccessPreview): string {
  return chosen(words.access.affected, preview);
}

/** What turning it will do, for the confirmation. */
export function consequence(preview: AccessPreview): string {
  return chosen(words.access.consequence, preview);
}

function chosen(
  said: Words['access']['affected' | 'consequence'],
  { apiAccess, affectedKeys, affectedMembers }: AccessPreview,
): string {
  if (affectedKeys === 0) return apiAccess ? said.noneOn : said.noneOff;
  return (apiAccess ? said.on : said.off)(affectedKeys, affectedMembers);
}
