import { useState } from 'preact/hooks';
import type { TabState } from '../../../messages/tabs.ts';
import { send } from '../../../send.ts';
import { Button } from '../../../ui/Button.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { pageToolsWords as said } from '../../../words/page-tools-words.ts';
import { useAsk } from '../../use-ask.ts';
import type { SeenPage } from '../choices.ts';

interface Props {
  tabId: number;
  page: SeenPage;
  onState: (state: TabState) => void;
}

/** For a page that does not say where its API's document is, or names the wrong one. */
export function ApiDocument({ tabId, page, onState }: Props) {
  const [typed, setTyped] = useState(page.givenDocument ?? '');
  const { busy, failure, run } = useAsk();

  const read = async (url: string | null) => {
    const result = await run(() => send('tab.document', { tabId, url }));
    if (!result.ok) return;
    setTyped(url ?? '');
    onState(result.value);
  };

  return (
    <details>
      <summary>{said.document}</summary>
      <form
        class="stack stack--tight"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim()) void read(typed.trim());
        }}
        noValidate
      >
        <TextInput
          label={said.documentUrl}
          hint={said.documentAbout}
          placeholder={said.documentExample}
          autocomplete="off"
          spellcheck={false}
          mono
          value={typed}
          onValue={setTyped}
        />
        {failure && <FailureNotice failure={failure} />}
        <Button type="submit" busy={busy} off={typed.trim() === ''}>
          {said.read}
        </Button>
        {page.givenDocument !== null && (
          <button type="button" class="link-button" onClick={() => void read(null)}>
            {said.goByPage}
          </button>
        )}
      </form>
    </details>
  );
}
