import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Failure } from '../../messages/failure.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import './shell.css';

interface Props {
  /** Up to the edges: for lists. */
  flush?: boolean;
  /** What went wrong with the action: beside it, so that it is seen wherever one has scrolled. */
  failure?: Failure | null;
  /** The one primary action, always in view. */
  action?: ComponentChildren;
  children: ComponentChildren;
}

/** What scrolls, and the action below it. */
export function Main({ flush, failure, action, children }: Props) {
  const place = useRef<HTMLElement>(null);
  // The browser heeds `autofocus` once in a document's life; screens come and go.
  useLayoutEffect(() => place.current?.querySelector<HTMLElement>('[autofocus]')?.focus(), []);

  return (
    <main class="main" ref={place}>
      <div class={`main__scroll${flush ? ' main__scroll--flush' : ''}`}>{children}</div>
      {failure && (
        <div class="main__failure">
          <FailureNotice failure={failure} />
        </div>
      )}
      {action && <div class="main__action">{action}</div>}
    </main>
  );
}

interface TitleProps {
  children: ComponentChildren;
  /** A way back, before it. */
  back?: ComponentChildren;
}

export function Title({ children, back }: TitleProps) {
  const title = <h1 class="title anywhere">{children}</h1>;
  return back ? (
    <div class="title-row">
      {back}
      {title}
    </div>
  ) : (
    title
  );
}
