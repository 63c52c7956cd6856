import type { Failure } from '../messages/failure.ts';

/** Ends whatever the background is doing for a screen, which is told the failure. */
export class Failed extends Error {
  override readonly name = 'Failed';

  constructor(readonly failure: Failure) {
    super(failure.kind);
  }
}

/** A refusal in the words of the server's problem answers. */
export function refusal(code: string, title: string, detail: string): Failed {
  return new Failed({ kind: 'refused', code, title, detail, errors: [], retryAfter: null });
}
