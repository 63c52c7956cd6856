/** The permission picker's rules: what is offered, in which groups, and what a group's box says. */

import type { Permission } from '../../../shared/contract/orgs.ts';
import { coveredBy } from '../../../shared/scopes.ts';
import { words } from '../../words/words.ts';

export type Offered = Pick<Permission, 'scope' | 'label' | 'group' | 'description'>;

export interface Group {
  name: string;
  items: Offered[];
}

export type Tristate = 'none' | 'some' | 'all';

const OWN_GROUP = 'Keyturn';

/** The most that a key may have (the contract's `scopeList`). */
export const MAX_SCOPES = 200;

/** The catalogue's and Keyturn's own permissions, of them what the role allows. */
export function offeredTo(rolePermissions: readonly string[], catalogue: readonly Offered[]) {
  const own = Object.entries(words.createKey.reserved).map(([scope, label]) => ({
    scope,
    label,
    group: OWN_GROUP,
    description: words.createKey.reservedAbout,
  }));
  return [...catalogue, ...own].filter(({ scope }) => coveredBy(scope, rolePermissions));
}

/** Every word typed must be found, in the label, the scope, the group or the description. */
export function findPermissions(offered: readonly Offered[], typed: string): Offered[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return offered.filter(({ label, scope, group, description }) => {
    const text = `${label} ${scope} ${group} ${description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** In the order in which they first come. */
export function inGroups(offered: readonly Offered[]): Group[] {
  const groups = new Map<string, Offered[]>();
  for (const one of offered) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return [...groups].map(([name, items]) => ({ name, items }));
}

export function groupState(group: Group, chosen: ReadonlySet<string>): Tristate {
  const count = group.items.filter(({ scope }) => chosen.has(scope)).length;
  if (count === 0) return 'none';
  return count === group.items.length ? 'all' : 'some';
}

/** All of the group, or none where all were chosen. */
export function toggleGroup(group: Group, chosen: ReadonlySet<string>): string[] {
  const scopes = group.items.map(({ scope }) => scope);
  if (groupState(group, chosen) === 'all') {
    return [...chosen].filter((scope) => !scopes.includes(scope));
  }
  return [...new Set([...chosen, ...scopes])];
}

export function toggleScope(scope: string, chosen: ReadonlySet<string>): string[] {
  return chosen.has(scope) ? [...chosen].filter((one) => one !== scope) : [...chosen, scope];
}
