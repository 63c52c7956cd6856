import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { browser } from '../../browser.ts';
import { Skeleton } from '../../ui/Spinner.tsx';
import { loadFullTabWords } from '../../words/full-tab-words.ts';
import { words } from '../../words/words.ts';

type RecordScreen = FunctionComponent<{ id: string; now: number }>;

/** What a key was used for. The popup loads it, and its words, only when it is unfolded. */
export function RecordFold({ id, now }: { id: string; now: number }) {
  const [Record, setRecord] = useState<RecordScreen | null>(null);
  const load = async () => {
    const [{ KeyRecord }] = await Promise.all([
      import('./record/KeyRecord.tsx'),
      loadFullTabWords(browser.i18n.getUILanguage()),
    ]);
    setRecord(() => KeyRecord);
  };
  return (
    <details
      class="record-fold"
      onToggle={({ currentTarget }) => currentTarget.open && !Record && load()}
    >
      <summary>{words.keys.record}</summary>
      {Record ? <Record id={id} now={now} /> : <Skeleton width={200} />}
    </details>
  );
}
