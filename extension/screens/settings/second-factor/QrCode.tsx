import { useEffect, useState } from 'preact/hooks';
import { qrPath } from './qr-path.ts';

/** Pixels. */
const MODULE = 4;

interface Props {
  text: string;
  /** What is in it, and what to do without seeing it. */
  label: string;
}

/** Dark on light in both themes: many scanners know no other. */
export function QrCode({ text, label }: Props) {
  const [drawn, setDrawn] = useState<{ path: string; size: number } | null>(null);
  useEffect(() => {
    // Only who turns a second factor on needs it.
    void import('uqr').then(({ encode }) => setDrawn(qrPath(encode(text, { border: 4 }).data)));
  }, [text]);
  // Whole pixels to a module, or they come out uneven.
  const size = drawn && `${drawn.size * MODULE}px`;
  return (
    <svg
      class="qr-code"
      style={size ? { width: size, height: size } : {}}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${drawn?.size ?? 1} ${drawn?.size ?? 1}`}
      shape-rendering="crispEdges"
    >
      {drawn && <path d={drawn.path} />}
    </svg>
  );
}
