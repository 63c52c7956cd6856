import { describe, expect, it } from 'vitest';
import {
  findPermissions,
  groupState,
  inGroups,
  type Offered,
  offeredTo,
  toggleGroup,
  toggleScope,
} from '../../../../extension/screens/create-key/picker.ts';

function permission(scope: string, label: string, group: string, description = ''): Offered {
  return { scope, label, group, description };
}

const CATALOGUE = [
  permission('tasks:read', 'View tasks', 'Tasks'),
  permission('projects:read', 'View projects', 'Projects'),
  permission('tasks:delete', 'Delete tasks', 'Tasks', 'Cannot be undone'),
];

const scopesOf = (offered: Offered[]) => offered.map(({ scope }) => scope);

describe('offeredTo', () => {
  it('offers only what the role allows', () => {
    expect(scopesOf(offeredTo(['*'], CATALOGUE))).toEqual(scopesOf(CATALOGUE));
    expect(scopesOf(offeredTo(['*:read'], CATALOGUE))).toEqual(['tasks:read', 'projects:read']);
    expect(offeredTo([], CATALOGUE)).toEqual([]);
  });

  it('offers a reserved scope only to a role that names it', () => {
    const offered = offeredTo(['*', 'keyturn.keys:verify'], CATALOGUE);
    expect(offered.at(-1)).toMatchObject({ scope: 'keyturn.keys:verify', group: 'Keyturn' });
  });
});

describe('findPermissions', () => {
  it.each([
    ['', 3],
    ['  ', 3],
    ['VIEW', 2],
    ['tasks:del', 1],
    ['tasks view', 1],
    ['undone', 1],
    ['projects delete', 0],
  ])('finds for "%s" %d', (typed, count) => {
    expect(findPermissions(CATALOGUE, typed)).toHaveLength(count);
  });
});

describe('groups', () => {
  const [tasks] = inGroups(CATALOGUE) as [ReturnType<typeof inGroups>[0]];

  it('come in the order of the catalogue, each once', () => {
    expect(inGroups(CATALOGUE).map(({ name, items }) => [name, items.length])).toEqual([
      ['Tasks', 2],
      ['Projects', 1],
    ]);
  });

  it.each([
    [[], 'none'],
    [['projects:read'], 'none'],
    [['tasks:read'], 'some'],
    [['tasks:read', 'tasks:delete'], 'all'],
  ] as const)('with %o chosen, the box of Tasks says "%s"', (chosen, state) => {
    expect(groupState(tasks, new Set<string>(chosen))).toBe(state);
  });

  it('a press chooses all of it, or none where all were chosen, and leaves the rest', () => {
    const some = new Set(['projects:read', 'tasks:read']);
    const all = toggleGroup(tasks, some);
    expect(all).toEqual(['projects:read', 'tasks:read', 'tasks:delete']);
    expect(toggleGroup(tasks, new Set(all))).toEqual(['projects:read']);
  });
});

describe('toggleScope', () => {
  it('adds and takes away', () => {
    expect(toggleScope('tasks:read', new Set())).toEqual(['tasks:read']);
    expect(toggleScope('tasks:read', new Set(['tasks:read', 'a:b']))).toEqual(['a:b']);
  });
});
