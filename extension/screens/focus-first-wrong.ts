/** The first field that is wrong takes the focus, with what is said about it in view. */
export function focusFirstWrong(form: ParentNode): void {
  const wrong =
    form.querySelector<HTMLElement>('[aria-invalid]') ??
    form.querySelector<HTMLElement>('[data-permissions][aria-describedby] input');
  wrong?.focus();
  wrong?.closest('.field')?.scrollIntoView({ block: 'nearest' });
}
