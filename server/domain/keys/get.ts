import type { Key } from '../../../shared/contract/keys.ts';
import type { Actor, Context } from '../context.ts';
import { visibleKey } from './subject.ts';
import { keyView } from './view.ts';

/** Throws `not_found`. */
export async function getKey(context: Context, actor: Actor, keyId: string): Promise<Key> {
  return keyView(context, await visibleKey(context.store, actor, keyId));
}
