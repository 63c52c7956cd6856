import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../messages/failure.ts';
import type { Gives } from '../../messages/messages.ts';
import { send } from '../../send.ts';

/** Milliseconds without typing after which the address is looked at. */
const PAUSE = 300;

/** What answers at an address as it is typed: null for none yet, `looking` while it is asked. */
export type Probe = null | 'looking' | Result<Gives<'session.probe'>>;

export function useProbe(address: string): Probe {
  const [probe, setProbe] = useState<Probe>(address.trim() ? 'looking' : null);

  useEffect(() => {
    if (!address.trim()) {
      setProbe(null);
      return;
    }
    let current = true;
    setProbe('looking');
    const timer = setTimeout(async () => {
      const result = await send('session.probe', { address });
      // An answer about what has been typed over says nothing.
      if (current) setProbe(result);
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [address]);

  return probe;
}
