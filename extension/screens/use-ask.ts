import { useCallback, useState } from 'preact/hooks';
import type { Failure, Result } from '../messages/failure.ts';

export interface Ask {
  busy: boolean;
  /** Of the last thing asked; null while it runs and after success. */
  failure: Failure | null;
  run<T>(ask: () => Promise<Result<T>>): Promise<Result<T>>;
  forget(): void;
}

/** One thing at a time that a screen asks of the background: whether it runs, and how it failed. */
export function useAsk(): Ask {
  const [state, setState] = useState<Pick<Ask, 'busy' | 'failure'>>({ busy: false, failure: null });
  const run = useCallback(async <T>(ask: () => Promise<Result<T>>) => {
    setState({ busy: true, failure: null });
    const result = await ask();
    setState({ busy: false, failure: result.ok ? null : result.failure });
    return result;
  }, []);
  const forget = useCallback(() => setState({ busy: false, failure: null }), []);
  return { ...state, run, forget };
}
