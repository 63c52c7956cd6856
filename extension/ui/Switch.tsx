import type { ComponentChildren } from 'preact';
import './switch.css';

interface Props {
  on: boolean;
  busy?: boolean;
  onPress: () => void;
  /** The element that says more about it. */
  describedBy?: string;
  wrong?: boolean;
  children: ComponentChildren;
}

/** Shows what is so; a press asks for the other. It moves only when `on` does. */
export function Switch({ on, busy = false, onPress, describedBy, wrong, children }: Props) {
  return (
    <button
      type="button"
      role="switch"
      class="switch"
      aria-checked={on}
      aria-busy={busy}
      aria-describedby={describedBy}
      aria-invalid={wrong ? 'true' : undefined}
      onClick={() => !busy && onPress()}
    >
      <span class="grow">{children}</span>
      <span class="switch__track" aria-hidden="true" />
    </button>
  );
}
