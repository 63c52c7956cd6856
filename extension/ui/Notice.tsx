import type { ComponentChildren } from 'preact';
import { InfoIcon, TickIcon, WarningIcon } from './icons.tsx';
import './notice.css';

interface Props {
  tone?: 'info' | 'good' | 'warning' | 'bad';
  title?: ComponentChildren;
  children?: ComponentChildren;
  /** The one thing to do. */
  action?: ComponentChildren;
}

const ICONS = { info: InfoIcon, good: TickIcon, warning: WarningIcon, bad: WarningIcon };

/** What is so, and what to do about it. A bad one is read out as it appears. */
export function Notice({ tone = 'info', title, children, action }: Props) {
  const Icon = ICONS[tone];
  return (
    <div class={`notice notice--${tone}`} {...(tone === 'bad' && { role: 'alert' })}>
      <Icon />
      <div class="grow">
        {title && (
          <p>
            <strong>{title}</strong>
          </p>
        )}
        {children}
        {action}
      </div>
    </div>
  );
}

interface EmptyProps {
  icon: ComponentChildren;
  title: ComponentChildren;
  children: ComponentChildren;
  /** The first step. */
  action?: ComponentChildren;
}

/** What an empty place is for, and its first step. */
export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <div class="empty">
      {icon}
      <h2 class="empty__title anywhere">{title}</h2>
      <div class="quiet">{children}</div>
      {action}
    </div>
  );
}
