import type { Key } from '../../../shared/contract/keys.ts';
import type { Actor, Context } from '../context.ts';
import { changeKey } from './change.ts';

/** In every status: a name is for people, and old keys are looked up by it too. Throws `not_found`. */
export function renameKey(
  context: Context,
  actor: Actor,
  keyId: string,
  name: string,
): Promise<Key> {
  return changeKey(context, actor, keyId, 'key.renamed', ({ key }) => ({
    row: key.name === name ? key : { ...key, name },
  }));
}
