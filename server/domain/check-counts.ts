import { CHECK_CODES, type CheckCode } from '../../shared/contract/check.ts';

/** How many checks of this process ended in which way. */
export type CheckCounts = Record<CheckCode, number>;

export function createCheckCounts(): CheckCounts {
  return Object.fromEntries(CHECK_CODES.map((code) => [code, 0])) as CheckCounts;
}
