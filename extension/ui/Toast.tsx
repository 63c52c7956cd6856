import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import './toast.css';

/** Long enough to read a line twice (WCAG 2.2.1 asks nothing of what repeats what is seen). */
const SHOWN_FOR = 5000;

type Tell = (text: string) => void;

const ToastContext = createContext<Tell>(() => {});

/** Says briefly what has been done. Failures stay where they happened instead. */
export function useToast(): Tell {
  return useContext(ToastContext);
}

export function ToastPlace({ children }: { children: ComponentChildren }) {
  const [said, setSaid] = useState({ text: '', count: 0 });
  const tell = useCallback<Tell>(
    (text) => setSaid(({ count }) => ({ text, count: count + 1 })),
    [],
  );

  useEffect(() => {
    if (!said.text) return;
    const timer = setTimeout(() => setSaid(({ count }) => ({ text: '', count })), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [said]);

  return (
    <ToastContext.Provider value={tell}>
      {children}
      <div class="toast-place" role="status">
        {said.text && (
          <div class="toast" key={said.count}>
            {said.text}
          </div>
        )}
      </div>
    </ToastContext.Provider>
  );
}
