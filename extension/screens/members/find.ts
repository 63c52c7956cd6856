import type { Member } from '../../../shared/contract/people.ts';

export const SHOWS = ['all', 'people', 'services', 'with-keys', 'inactive', 'invited'] as const;
export type Show = (typeof SHOWS)[number];

export function toShow(text: string): Show {
  return SHOWS.find((one) => one === text) ?? 'all';
}

const FITS: Record<Show, (member: Member) => boolean> = {
  all: () => true,
  people: ({ kind }) => kind === 'person',
  services: ({ kind }) => kind === 'service',
  'with-keys': ({ activeKeyCount }) => activeKeyCount > 0,
  inactive: ({ active }) => !active,
  invited: ({ joined }) => !joined,
};

/** Those of that kind in whose name, email or role every word typed is found, whatever its case. */
export function findMembers(members: Member[], typed: string, show: Show): Member[] {
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  return members.filter((member) => {
    if (!FITS[show](member)) return false;
    const text = folded(`${member.name} ${member.email ?? ''} ${member.role.name}`);
    return wanted.every((word) => text.includes(word));
  });
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
