import type { ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact';
import './button.css';
import { Spinner } from './Spinner.tsx';

interface Props extends Omit<ButtonHTMLAttributes, 'size' | 'disabled' | 'class' | 'icon'> {
  look?: 'default' | 'primary' | 'danger' | 'plain';
  small?: boolean;
  wide?: boolean;
  /** Work is under way: presses are ignored and readers are told. */
  busy?: boolean;
  /** Cannot be pressed now. It stays focusable, so that its reason can be heard. */
  off?: boolean;
  buttonRef?: Ref<HTMLButtonElement>;
  children: ComponentChildren;
}

export function Button(props: Props) {
  const { look = 'default', small, wide, busy, off, buttonRef, children, onClick, ...rest } = props;
  const still = busy || off;
  const classes = ['button', `button--${look}`, small && 'button--small', wide && 'button--wide'];
  return (
    <button
      type="button"
      {...rest}
      {...(buttonRef && { ref: buttonRef })}
      class={classes.filter(Boolean).join(' ')}
      aria-disabled={still ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      onClick={(event) => {
        if (still) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
