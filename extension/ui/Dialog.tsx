import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import './dialog.css';

interface Props {
  title: ComponentChildren;
  /** Escape, or a press outside. */
  onClose: () => void;
  /** With it the dialog is a form, and Enter sends it. */
  onSubmit?: () => void;
  children: ComponentChildren;
  /** The safe one first; mark it `data-focus-first` to be focused as the dialog opens. */
  buttons: ComponentChildren;
}

/** A modal question on the native dialog, open for as long as it is in the tree. */
export function Dialog({ title, onClose, onSubmit, children, buttons }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const bodyId = useId();

  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-focus-first]')?.focus();
    // Closing before it leaves the tree gives the focus back to where it was.
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={box}
      class="dialog"
      aria-labelledby={titleId}
      aria-describedby={bodyId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Unprevented, Escape would also close the whole popup.
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget && isOutside(event)) onClose();
      }}
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
        noValidate
      >
        <h2 class="dialog__title" id={titleId}>
          {title}
        </h2>
        <div class="stack" id={bodyId}>
          {children}
        </div>
        <div class="dialog__buttons">{buttons}</div>
      </form>
    </dialog>
  );
}

function isOutside(event: { clientX: number; clientY: number; currentTarget: HTMLElement }) {
  const edge = event.currentTarget.getBoundingClientRect();
  return (
    event.clientX < edge.left ||
    event.clientX > edge.right ||
    event.clientY < edge.top ||
    event.clientY > edge.bottom
  );
}
