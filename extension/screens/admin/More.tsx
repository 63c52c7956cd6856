import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import './admin.css';

/** Loads more as it comes into sight; the button is for whoever does not scroll. */
export function More({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;

  useEffect(() => {
    const end = place.current;
    if (!end || busy) return;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && latest.current(), {
      rootMargin: '200px',
    });
    watch.observe(end);
    return () => watch.disconnect();
  }, [busy]);

  return (
    <div class="more" ref={place}>
      <Button small busy={busy} onClick={onMore}>
        {fullTabWords.admin.more}
      </Button>
    </div>
  );
}
