import type { ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact';
import './button.css';

interface Props extends Omit<ButtonHTMLAttributes, 'class' | 'aria-label' | 'title' | 'icon'> {
  /** What it does, for readers and on hover. */
  label: string;
  buttonRef?: Ref<HTMLButtonElement>;
  children: ComponentChildren;
}

export function IconButton({ label, buttonRef, children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      {...(buttonRef && { ref: buttonRef })}
      class="icon-button"
      aria-label={label}
      title={label}
    >
      {children}
    </button>
  );
}
