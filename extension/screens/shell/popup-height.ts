/** Where the popup remembers its height: only `localStorage` can be read before the first paint. */
const HEIGHT = 'height';

/**
 * The popup opens in the height that it last had, and is drawn a moment later. Returns
 * what lets it take the height that it then needs.
 */
export function holdHeight({ style }: HTMLElement): () => void {
  style.minHeight = localStorage.getItem(HEIGHT) ?? '';
  addEventListener('pagehide', () => {
    localStorage.setItem(HEIGHT, `${document.body.offsetHeight}px`);
  });
  return () => {
    style.minHeight = '';
  };
}
