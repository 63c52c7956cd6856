import type { Permission } from '../../../shared/contract/orgs.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { type Offered, offeredTo } from '../create-key/picker.ts';

/**
 * What a role may be given: the catalogue's permissions and Keyturn's own, wide ones over
 * the catalogue, and those that it has although nothing offers them any more.
 */
export function offeredToRole(
  granted: readonly string[],
  catalogue: readonly Permission[],
  has: readonly string[],
): Offered[] {
  const said = fullTabWords.roles;
  const wide = (scope: string, label: string): Offered => ({
    scope,
    label,
    group: said.wide,
    description: said.wideAbout,
  });
  const parts = catalogue.map(({ scope }) => scope.split(':') as [string, string]);
  const resources = [...new Set(parts.map(([resource]) => resource))];
  const actions = [...new Set(parts.map(([, action]) => action))];
  const offered = [
    ...offeredTo(granted, catalogue),
    wide('*', said.everything),
    ...resources.map((resource) => wide(`${resource}:*`, said.allOf(resource))),
    ...actions.map((action) => wide(`*:${action}`, said.each(action))),
  ];
  const left = has.filter((scope) => !offered.some((one) => one.scope === scope));
  return [...offered, ...left.map((scope) => ({ ...wide(scope, scope), group: said.notListed }))];
}
