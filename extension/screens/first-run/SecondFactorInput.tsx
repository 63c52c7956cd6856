import { useLayoutEffect, useRef } from 'preact/hooks';
import { CodeInput } from '../../ui/CodeInput.tsx';
import { firstRunWords } from '../../words/first-run-words.ts';
import type { SecondFactorCode } from './use-second-factor-code.ts';

interface Props {
  code: SecondFactorCode;
  error: string | undefined;
}

/** All that is left to type: it takes the focus as it comes, and where the popup opens with it. */
export function SecondFactorInput({ code, error }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.querySelector('input')?.focus(), []);
  return (
    <div ref={place}>
      <CodeInput
        autofocus
        label={firstRunWords.secondFactorCode}
        hint={firstRunWords.secondFactorHint}
        value={code.value}
        onValue={code.set}
        error={error}
      />
    </div>
  );
}
