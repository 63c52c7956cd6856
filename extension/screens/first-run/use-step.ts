import { useState } from 'preact/hooks';
import type { Failure, Result } from '../../messages/failure.ts';
import { errorOfRefusal, fieldErrors, saidByFields } from '../../words/failures.ts';
import { focusFirstWrong } from '../focus-first-wrong.ts';
import { useAsk } from '../use-ask.ts';
import { missing } from './fields.ts';

/** Refusals that are about one field, by their code. */
const FIELD_OF = {
  setup_code_wrong: 'setupCode',
  invitation_invalid: 'code',
  reset_code_wrong: 'code',
  second_factor_wrong: 'secondFactorCode',
};

/**
 * One form of the first run: `labels` and `values` by the path that the server names
 * each field by. Says what is missing before it asks, and what the server refuses.
 */
export function useStep<T>(
  labels: Record<string, string>,
  values: Record<string, string>,
  ask: () => Promise<Result<T>>,
  onDone: (outcome: T) => void,
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
    // A field that the answer brings is not yet one that was left out.
    setTried(false);
    const result = await run(ask);
    if (result.ok) {
      onDone(result.value);
      return;
    }
    if (result.failure.kind === 'refused') onRefused(result.failure.code);
    afterDrawing(() => focusFirstWrong(form));
  };
  const atField = errorOfRefusal(failure, FIELD_OF, labels);
  const said = atField !== null || saidByFields(failure, labels) || asksForMore(failure);

  return {
    busy,
    submit,
    errors: { ...fieldErrors(failure, labels), ...atField, ...lacking },
    failure: said ? null : failure,
  };
}

/** The field that it has brought says so itself. */
function asksForMore(failure: Failure | null): boolean {
  return failure?.kind === 'refused' && failure.code === 'second_factor_required';
}

function afterDrawing(act: () => void): void {
  requestAnimationFrame(act);
}
