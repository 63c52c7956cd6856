import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export function Section({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="settings__section stack" aria-labelledby={id}>
      <h2 class="settings__title" id={id} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
