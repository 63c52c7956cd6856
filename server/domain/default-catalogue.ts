import type { Permission } from '../../shared/contract/orgs.ts';

const VERBS = {
  read: { label: 'View', description: 'See the list of $ and open each of them.' },
  create: { label: 'Create', description: 'Add new $.' },
  update: { label: 'Edit', description: 'Change $ that exist.' },
  delete: { label: 'Delete', description: 'Remove $ for good.' },
} as const;

const everyVerb = ['read', 'create', 'update', 'delete'] as const;

/** What can be done with each resource of a typical team's API. */
const RESOURCES: Record<string, readonly (keyof typeof VERBS)[]> = {
  tasks: everyVerb,
  projects: everyVerb,
  contacts: everyVerb,
  reservations: everyVerb,
  files: ['read', 'create', 'delete'],
  reports: ['read', 'create'],
};

/** What a new organisation starts with, to be replaced by its own: 21 scopes in six groups. */
export const DEFAULT_CATALOGUE: Permission[] = Object.entries(RESOURCES).flatMap(
  ([resource, verbs]) =>
    verbs.map((verb) => ({
      scope: `${resource}:${verb}`,
      label: `${VERBS[verb].label} ${resource}`,
      group: resource.charAt(0).toUpperCase() + resource.slice(1),
      description: VERBS[verb].description.replace('$', resource),
    })),
);
