import { useEffect, useState } from 'preact/hooks';
import { browser } from '../../browser.ts';
import { words } from '../../words/words.ts';
import { CLIPBOARD_READ } from '../clipboard.ts';

/** What becomes of what has just been copied; nothing before. */
export function ClipboardNote({ seconds }: { seconds: number | null }) {
  const [mayRead, setMayRead] = useState(false);
  useEffect(() => {
    void browser.permissions.contains(CLIPBOARD_READ).then(setMayRead);
  }, []);
  const { clearing } = words.reveal;
  return (
    <p class="small quiet" role="status">
      {seconds === 0 && clearing.never}
      {seconds !== null &&
        seconds > 0 &&
        `${mayRead ? clearing.reading(seconds) : clearing.staying(seconds)} ${clearing.beyond}`}
    </p>
  );
}
