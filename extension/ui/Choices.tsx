import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Field } from './Field.tsx';

interface Option<T extends string> {
  value: T;
  label: ComponentChildren;
}

interface Props<T extends string> {
  label: ComponentChildren;
  options: Option<T>[];
  value: T;
  onValue: (value: T) => void;
}

interface RadioProps<T extends string> extends Props<T> {
  /** Rows below each other, or chips side by side. */
  as?: 'rows' | 'chips';
  hint?: ComponentChildren;
}

export function RadioGroup<T extends string>(props: RadioProps<T>) {
  const { label, options, value, onValue, as = 'rows', hint } = props;
  const name = useId();
  return (
    <fieldset class="field" {...(hint ? { 'aria-describedby': `${name}-hint` } : {})}>
      <legend class="field__label">{label}</legend>
      <div class={as === 'chips' ? 'chips' : 'stack--tight'}>
        {options.map((option) => (
          <label key={option.value} class={as === 'chips' ? 'chip' : 'choice'}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onValue(option.value)}
            />
            <span class="anywhere">{option.label}</span>
          </label>
        ))}
      </div>
      {hint && (
        <div class="field__hint" id={`${name}-hint`}>
          {hint}
        </div>
      )}
    </fieldset>
  );
}

interface SelectProps extends Props<string> {
  options: { value: string; label: string }[];
}

export function Select({ label, options, value, onValue }: SelectProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckboxProps {
  checked: boolean;
  /** Some of what it stands for is chosen. */
  mixed?: boolean;
  onValue: (checked: boolean) => void;
  children: ComponentChildren;
}

export function Checkbox({ checked, mixed = false, onValue, children }: CheckboxProps) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={checked}
        indeterminate={mixed}
        onChange={(event) => onValue(event.currentTarget.checked)}
      />
      <span class="grow">{children}</span>
    </label>
  );
}
