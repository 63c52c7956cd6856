import { words } from '../../words/words.ts';
import type { Place } from './place.ts';

interface Props {
  offered: Place[];
  /** None while a screen takes its turn before them. */
  current: string | null;
  onGo: (place: string) => void;
}

/** Side by side, or below each other as the full tab's rail. */
export function Places({ offered, current, onGo }: Props) {
  return (
    <nav class="places" aria-label={words.shell.places}>
      {offered.map(({ id, label, icon: Icon }) => (
        <button
          key={id}
          type="button"
          class="places__one"
          data-label={label()}
          aria-current={id === current ? 'page' : undefined}
          onClick={() => onGo(id)}
        >
          <Icon />
          {label()}
        </button>
      ))}
    </nav>
  );
}
