/** Which scopes a key may be given. */
import {
  covers,
  isReserved,
  isWildcard,
  missingScopes,
  RESERVED_SCOPES,
} from '../../../shared/scopes.ts';
import type { OrgRow, RoleRow } from '../../store/rows.ts';
import { Refusal } from '../refusal.ts';

/** For a new key. Throws `scope_unknown` or `scope_beyond_role`, naming the scopes. */
export function requireGrantable(scopes: readonly string[], role: RoleRow, org: OrgRow): void {
  requireKnown(scopes, 'scopes', org);
  requireWithinRole(scopes, role);
}

/** Throws `scope_beyond_role`, naming the scopes. */
export function requireWithinRole(scopes: readonly string[], role: RoleRow): void {
  const beyond = missingScopes(scopes, role.permissions);
  if (beyond.length > 0) {
    throw new Refusal(
      'scope_beyond_role',
      `The role "${role.name}" does not allow ${listed(beyond)}.`,
      {
        errors: beyond.map((scope) => ({
          path: 'scopes',
          message: `${scope} is beyond the role "${role.name}"`,
        })),
      },
    );
  }
}

/** Throws `scope_unknown`, naming the scopes; `path` is the field that they stand in. */
export function requireKnown(scopes: readonly string[], path: string, org: OrgRow): void {
  const unknown = scopes.filter((scope) => !isKnown(scope, org.catalogue));
  if (unknown.length > 0) {
    throw new Refusal('scope_unknown', `${org.name} has no permission ${listed(unknown)}.`, {
      errors: unknown.map((scope) => ({
        path,
        message: `${scope} is not in the catalogue, nor a wildcard over it`,
      })),
    });
  }
}

/** In the catalogue, a wildcard that reaches some of it, or a reserved scope by its full name. */
function isKnown(scope: string, catalogue: OrgRow['catalogue']): boolean {
  if (isReserved(scope)) return Object.hasOwn(RESERVED_SCOPES, scope);
  if (!isWildcard(scope)) return catalogue.some((permission) => permission.scope === scope);
  return catalogue.some((permission) => covers(scope, permission.scope));
}

const NAMED = 5;

function listed(scopes: readonly string[]): string {
  const named = scopes.slice(0, NAMED).join(', ');
  return scopes.length > NAMED ? `${named} and ${scopes.length - NAMED} more` : named;
}
