import { firstRunWords } from '../../words/first-run-words.ts';
import type { FirstRunFields } from './fields.ts';

export interface SecondFactorCode {
  value: string;
  set(value: string): void;
  /** Empty until the server has asked for it. */
  labels: { secondFactorCode?: string };
  values: { secondFactorCode?: string };
  sent: { secondFactorCode?: string };
  onRefused(code: string): void;
}

/** A form's code of the second factor: asked for once the server does. */
export function useSecondFactorCode(
  { codeAsked, secondFactorCode }: FirstRunFields,
  set: (change: Partial<FirstRunFields>) => void,
): SecondFactorCode {
  return {
    value: secondFactorCode,
    set: (value) => set({ secondFactorCode: value }),
    labels: codeAsked ? { secondFactorCode: firstRunWords.secondFactorCode } : {},
    values: codeAsked ? { secondFactorCode } : {},
    sent: codeAsked ? { secondFactorCode: secondFactorCode.trim() } : {},
    onRefused: (code) => code === 'second_factor_required' && set({ codeAsked: true }),
  };
}
