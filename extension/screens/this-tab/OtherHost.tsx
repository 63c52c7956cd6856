import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { words } from '../../words/words.ts';
import { typedOrigin } from './choices.ts';

/** For an API on a host that the page does not name. */
export function OtherHost({ onAdd }: { onAdd: (origin: string) => void }) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);

  const add = () => {
    const origin = typedOrigin(typed);
    setWrong(origin === null);
    if (origin === null) return;
    setTyped('');
    onAdd(origin);
  };

  return (
    <details>
      <summary>{words.thisTab.otherHost}</summary>
      <form
        class="stack stack--tight"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
        noValidate
      >
        <TextInput
          label={words.thisTab.hostAddress}
          placeholder={words.thisTab.hostExample}
          autocomplete="off"
          spellcheck={false}
          mono
          value={typed}
          onValue={(text) => {
            setTyped(text);
            setWrong(false);
          }}
          error={wrong ? words.thisTab.noAddress : undefined}
        />
        <Button type="submit">{words.thisTab.addHost}</Button>
      </form>
    </details>
  );
}
