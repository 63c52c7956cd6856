import type { ComponentChildren } from 'preact';
import { Title } from '../shell/Main.tsx';
import './admin.css';

interface Props {
  title: ComponentChildren;
  back?: ComponentChildren;
  about?: ComponentChildren;
  /** At the end of the line. */
  actions?: ComponentChildren;
}

export function PageHead({ title, back, about, actions }: Props) {
  return (
    <div class="page-head">
      <div class="stack stack--tight grow">
        <Title back={back}>{title}</Title>
        {about && <div class="quiet page-head__about">{about}</div>}
      </div>
      {actions && <div class="row page-head__actions">{actions}</div>}
    </div>
  );
}
