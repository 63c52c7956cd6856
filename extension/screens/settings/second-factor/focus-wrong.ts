import { focusFirstWrong } from '../../focus-first-wrong.ts';

/** Once it is drawn: a code that was refused is typed again. Without a form, in the open dialog. */
export function focusWrong(form: ParentNode | null = document.querySelector('dialog[open]')): void {
  requestAnimationFrame(() => form && focusFirstWrong(form));
}
