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
      {offered.map((place) => (
        <One
          key={place.id}
          place={place}
          current={place.id === current}
          onGo={() => onGo(place.id)}
        />
      ))}
    </nav>
  );
}

function One({ place, current, onGo }: { place: Place; current: boolean; onGo: () => void }) {
  const { label, icon: Icon, useWaiting = useNothing } = place;
  const waiting = useWaiting();
  return (
    <button
      type="button"
      class="places__one"
      data-label={label()}
      aria-current={current ? 'page' : undefined}
      onClick={onGo}
    >
      <Icon />
      {label()}
      {waiting > 0 && (
        <span class="places__waiting">
          <span aria-hidden="true">{waiting}</span>
          <span class="for-readers">{words.shell.waiting(waiting)}</span>
        </span>
      )}
    </button>
  );
}

const useNothing = () => 0;
