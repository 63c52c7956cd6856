import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './field.css';
import { WarningIcon } from './icons.tsx';

/** What ties a control to its label, hint and error. */
export interface ControlProps {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: 'true';
}

interface Props {
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  children: (control: ControlProps) => ComponentChildren;
}

/** A label, one control, and below it a hint, or what is wrong in its place. */
export function Field({ label, hint, error, children }: Props) {
  const id = useId();
  const hintId = hint && !error ? `${id}-hint` : '';
  const errorId = error ? `${id}-error` : '';
  const described = [errorId, hintId].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
      </label>
      {children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': 'true' }),
      })}
      {error && <FieldError id={errorId}>{error}</FieldError>}
      {hint && !error && (
        <div class="field__hint" id={hintId}>
          {hint}
        </div>
      )}
    </div>
  );
}

export function FieldError({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <div class="field__error" id={id}>
      <WarningIcon />
      <span>{children}</span>
    </div>
  );
}
