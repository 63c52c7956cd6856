import type { ComponentChildren, PartialInputHTMLAttributes } from 'preact';
import { useState } from 'preact/hooks';
import { words } from '../words/words.ts';
import { Field } from './Field.tsx';
import { IconButton } from './IconButton.tsx';
import { EyeIcon, EyeOffIcon } from './icons.tsx';

interface Props
  extends Pick<
    PartialInputHTMLAttributes<HTMLInputElement>,
    'autocomplete' | 'autofocus' | 'maxLength' | 'min' | 'placeholder' | 'readOnly' | 'spellcheck'
  > {
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  mono?: boolean;
  type?: 'text' | 'email' | 'url' | 'date';
  value: string;
  onValue: (value: string) => void;
}

export function TextInput(props: Props) {
  const { label, hint, error, mono, type = 'text', value, onValue, ...rest } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...rest}
          {...control}
          // Preact types each kind of input apart, and takes no union.
          type={type as 'text'}
          class={`input${mono ? ' input--mono' : ''}`}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface PasswordProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  value: string;
  onValue: (value: string) => void;
  autocomplete: 'current-password' | 'new-password';
}

export function PasswordInput(props: PasswordProps) {
  const { label, hint, error, value, onValue, autocomplete } = props;
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div class="input-with-button">
          <input
            {...control}
            type={(shown ? 'text' : 'password') as 'password'}
            class={`input${shown ? ' input--mono' : ''}`}
            autocomplete={autocomplete}
            spellcheck={false}
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <IconButton
            label={shown ? words.ui.hideTyped : words.ui.showTyped}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOffIcon /> : <EyeIcon />}
          </IconButton>
        </div>
      )}
    </Field>
  );
}
