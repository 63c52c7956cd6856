import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Lazy<P> = ComponentType<P> & {
  /** Loads it before it is drawn, so that it is there at once. */
  ready: () => Promise<void>;
};

/** A part of the app that the popup's first paint does not need: loaded when first drawn. */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): Lazy<P> {
  let Loaded: ComponentType<P> | null = null;
  const ready = async () => {
    Loaded ??= await load();
  };
  function Lazy(props: P) {
    // Noted as it is first drawn: it may come before the effect does, from elsewhere.
    const [missing, setMissing] = useState(Loaded === null);
    useEffect(() => {
      if (missing) void ready().then(() => setMissing(false));
    }, [missing]);
    return Loaded && <Loaded {...props} />;
  }
  return Object.assign(Lazy, { ready });
}
