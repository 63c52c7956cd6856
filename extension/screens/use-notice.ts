import { useEffect } from 'preact/hooks';
import type { Notice } from '../messages/messages.ts';
import { onNotice } from '../send.ts';

/** Calls back whenever the background says that this has changed. */
export function useNotice(what: Notice['changed'], listener: () => void): void {
  useEffect(() => onNotice((changed) => changed === what && listener()), [what, listener]);
}
