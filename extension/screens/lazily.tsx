import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part of the app that the popup's first paint does not need: loaded when first drawn. */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let Loaded: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const [, redraw] = useState(false);
    useEffect(() => {
      if (Loaded) return;
      void load().then((component) => {
        Loaded = component;
        redraw(true);
      });
    }, []);
    return Loaded && <Loaded {...props} />;
  };
}
