import type { ComponentChildren } from 'preact';
import './shell.css';

interface Props {
  /** Up to the edges: for lists. */
  flush?: boolean;
  /** The one primary action, always in view. */
  action?: ComponentChildren;
  children: ComponentChildren;
}

/** What scrolls, and the action below it. */
export function Main({ flush, action, children }: Props) {
  return (
    <main class="main">
      <div class={`main__scroll${flush ? ' main__scroll--flush' : ''}`}>{children}</div>
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
