import {
  createSecret,
  KEY_PREFIX,
  type RandomBytes,
  shownPrefix,
} from '../../../shared/key-format.ts';
import type { KeyRow } from '../../store/rows.ts';
import { createId } from '../ids.ts';
import { hashSecret } from '../secrets.ts';

/** A new key's identity, and its secret in clear. */
export interface Draw {
  secret: string;
  row: Pick<KeyRow, 'id' | 'prefix'> & { hash: string };
}

export function drawKey(randomBytes: RandomBytes): Draw {
  const secret = createSecret(KEY_PREFIX, randomBytes);
  return {
    secret,
    row: {
      id: createId('key', randomBytes),
      prefix: shownPrefix(secret),
      hash: hashSecret(secret),
    },
  };
}
