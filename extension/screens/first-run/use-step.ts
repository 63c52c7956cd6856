import { useState } from 'preact/hooks';
import type { Result, SessionState } from '../../messages.ts';
import { fieldErrors, saidByFields } from '../../words/failures.ts';
import { useAsk } from '../use-ask.ts';
import { missing } from './fields.ts';

/**
 * One form of the first run: `labels` and `values` by the path that the server names
 * each field by. Says what is missing before it asks, and what the server refuses.
 */
export function useStep(
  labels: Record<string, string>,
  values: Record<string, string>,
  ask: () => Promise<Result<SessionState>>,
  onSession: (state: SessionState) => void,
) {
  const { busy, failure, run, forget } = useAsk();
  const [tried, setTried] = useState(false);
  const lacking = tried ? missing(labels, values) : {};

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    if (Object.keys(missing(labels, values)).length > 0) {
      forget();
      focusFirstWrong(event.currentTarget as HTMLFormElement);
      return;
    }
    const result = await run(ask);
    if (result.ok) onSession(result.value);
  };

  return {
    busy,
    submit,
    errors: { ...fieldErrors(failure, labels), ...lacking },
    failure: saidByFields(failure, labels) ? null : failure,
  };
}

function focusFirstWrong(form: HTMLFormElement): void {
  // After the errors have been drawn.
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus());
}
