import { useEffect, useState } from 'preact/hooks';
import { words } from '../words/words.ts';
import { Button } from './Button.tsx';
import { CopyIcon, TickIcon } from './icons.tsx';

const SHOWN_FOR = 2000;

interface Props {
  label: string;
  /** Made when pressed, so that what is copied need not stand in the page. */
  text: () => string;
  /** It is on the clipboard now. */
  onCopied?: (text: string) => void;
  off?: boolean;
  look?: 'default' | 'primary';
}

export function CopyButton(props: Props) {
  const { label, text, onCopied, look = 'default', off = false } = props;
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'failed'>('none');

  useEffect(() => {
    if (outcome === 'none') return;
    const timer = setTimeout(() => setOutcome('none'), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    const copied = text();
    try {
      await navigator.clipboard.writeText(copied);
    } catch {
      setOutcome('failed');
      return;
    }
    setOutcome('copied');
    onCopied?.(copied);
  };

  return (
    <>
      <Button look={look} off={off} onClick={copy}>
        {outcome === 'copied' ? <TickIcon /> : <CopyIcon />}
        {label}
      </Button>
      <span class="for-readers" role="status">
        {outcome === 'copied' && words.ui.copied}
        {outcome === 'failed' && words.ui.notCopied}
      </span>
    </>
  );
}
