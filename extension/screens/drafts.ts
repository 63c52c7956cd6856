/** What was typed and not yet sent. The popup may close at any moment; this brings it back. */

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Form, forgetDraft, readDrafts, writeDraft } from '../drafts.ts';

/** Milliseconds without typing after which it is written down. */
const PAUSE = 150;

let restored = new Map<Form, Record<string, unknown>>();

/** Reads every form, so that a screen can be drawn whole at once. */
export async function loadDrafts(): Promise<void> {
  restored = await readDrafts(Date.now());
}

/** Another person or organisation begins with empty forms. */
export function forgetDrafts(): void {
  restored.clear();
}

export interface DraftOf<T> {
  fields: T;
  set(change: Partial<T>): void;
  /** It was sent or given up. */
  forget(): void;
}

export function useDraft<T extends object>(form: Form, initial: T): DraftOf<T> {
  const [fields, setFields] = useState(() => merged(initial, restored.get(form)));
  const writer = useRef<ReturnType<typeof createWriter> | null>(null);
  writer.current ??= createWriter(form);

  useEffect(() => {
    const flush = () => writer.current?.flush();
    addEventListener('pagehide', flush);
    return () => {
      flush();
      removeEventListener('pagehide', flush);
    };
  }, []);

  const latest = useRef(fields);
  const set = useCallback((change: Partial<T>) => {
    latest.current = { ...latest.current, ...change };
    setFields(latest.current);
    writer.current?.write(latest.current);
  }, []);
  const forget = useCallback(() => writer.current?.forget(), []);
  return { fields, set, forget };
}

function createWriter(form: Form) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: Record<string, unknown> | null = null;
  const flush = () => {
    clearTimeout(timer);
    if (waiting) void writeDraft(form, waiting, Date.now());
    waiting = null;
  };
  return {
    flush,
    write(typed: object) {
      const fields = { ...typed };
      restored.set(form, fields);
      waiting = fields;
      clearTimeout(timer);
      timer = setTimeout(flush, PAUSE);
    },
    forget() {
      clearTimeout(timer);
      waiting = null;
      restored.delete(form);
      void forgetDraft(form);
    },
  };
}

/** Of what was kept, only what still has the shape that the form expects. */
function merged<T extends object>(initial: T, kept: Record<string, unknown> | undefined): T {
  const sound = Object.entries(initial).filter(
    ([name, value]) => kept && name in kept && shapeOf(kept[name]) === shapeOf(value),
  );
  return { ...initial, ...Object.fromEntries(sound.map(([name]) => [name, kept?.[name]])) };
}

function shapeOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}
