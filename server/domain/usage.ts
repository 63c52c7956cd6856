/**
 * When each key was last used: noted in memory at every check, written in one
 * transaction now and then, so that a check never writes.
 */
export interface Usage {
  note(keyId: string, at: number): void;
  /** Newer than the store's, or undefined when there is nothing newer. */
  lastUsedAt(keyId: string): number | undefined;
}
