import type { ComponentChildren } from 'preact';
import type { Failure } from '../messages/failure.ts';
import { failureWords } from '../words/failures.ts';
import { Notice } from './Notice.tsx';

interface Props {
  failure: Failure;
  tone?: 'bad' | 'warning';
  action?: ComponentChildren;
}

/** What happened, why, and the one thing to do. */
export function FailureNotice({ failure, tone = 'bad', action }: Props) {
  const { what, next } = failureWords(failure);
  return (
    <Notice tone={tone} title={what} action={action}>
      <p>{next}</p>
    </Notice>
  );
}
