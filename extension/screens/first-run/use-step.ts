import { useState } from 'preact/hooks';
import type { Failure, Result } from '../../messages/failure.ts';
import type { SessionState } from '../../messages/session.ts';
import { failureWords, fieldErrors, saidByFields } from '../../words/failures.ts';
import { focusFirstWrong } from '../focus-first-wrong.ts';
import { useAsk } from '../use-ask.ts';
import { missing } from './fields.ts';

/** Refusals that are about one field, by their code. */
const FIELD_OF: Record<string, string> = {
  setup_code_wrong: 'setupCode',
  invitation_invalid: 'code',
};

/**
 * One form of the first run: `labels` and `values` by the path that the server names
 * each field by. Says what is missing before it asks, and what the server refuses.
 */
export function useStep(
  labels: Record<string, string>,
  values: Record<string, string>,
  ask: () => Promise<Result<SessionState>>,
  onSession: (state: SessionState) => void,
  onRefused: (code: string) => void = () => {},
) {
  const { busy, failure, run, forget } = useAsk();
  const [tried, setTried] = useState(false);
  const lacking = tried ? missing(labels, values) : {};

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget as HTMLFormElement;
    setTried(true);
    if (Object.keys(missing(labels, values)).length > 0) {
      forget();
      afterDrawing(() => focusFirstWrong(form));
      return;
    }
    const result = await run(ask);
    if (result.ok) {
      onSession(result.value);
      return;
    }
    if (result.failure.kind === 'refused') onRefused(result.failure.code);
    afterDrawing(() => focusFirstWrong(form));
  };
  const atField = oneField(failure, labels);

  return {
    busy,
    submit,
    errors: { ...fieldErrors(failure, labels), ...atField, ...lacking },
    failure: atField || saidByFields(failure, labels) ? null : failure,
  };
}

function oneField(failure: Failure | null, labels: Record<string, string>) {
  const path = failure?.kind === 'refused' ? FIELD_OF[failure.code] : undefined;
  if (!failure || path === undefined || !(path in labels)) return null;
  const { what, next } = failureWords(failure);
  return { [path]: `${what} ${next}` };
}

function afterDrawing(act: () => void): void {
  requestAnimationFrame(act);
}
