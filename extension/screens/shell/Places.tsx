export type Place = 'keys' | 'this-tab' | 'access';

const LABELS: Record<Place, string> = { keys: 'Keys', 'this-tab': 'This tab', access: 'Access' };

interface Props {
  offered: Place[];
  current: Place;
  onGo: (place: Place) => void;
}

export function Places({ offered, current, onGo }: Props) {
  return (
    <nav class="places" aria-label="Places">
      {offered.map((place) => (
        <button
          key={place}
          type="button"
          class="places__one"
          data-label={LABELS[place]}
          aria-current={place === current ? 'page' : undefined}
          onClick={() => onGo(place)}
        >
          {LABELS[place]}
        </button>
      ))}
    </nav>
  );
}
