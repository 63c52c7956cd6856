import { useEffect, useState } from 'preact/hooks';

const STEP = 30_000;

/** The time in milliseconds, often enough for "3 min ago" to stay true. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), STEP);
    return () => clearInterval(timer);
  }, []);
  return now;
}
