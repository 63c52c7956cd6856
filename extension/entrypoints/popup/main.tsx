import { render } from 'preact';
import '../../ui/tokens.css';
import '../../ui/base.css';
import { readOpening } from '../../screens/opening.ts';
import { App } from './app.tsx';

// Only where it stands in a tab does anyone say which tab it is about.
const inTab = location.search !== '';
document.documentElement.classList.toggle('in-tab', inTab);

// The popup opens in the height that it last had, and is drawn a moment later. Only
// `localStorage` can be read before the first paint.
const HEIGHT = 'height';
if (!inTab) document.body.style.minHeight = localStorage.getItem(HEIGHT) ?? '';
addEventListener('pagehide', () => {
  if (!inTab) localStorage.setItem(HEIGHT, `${document.body.offsetHeight}px`);
});

const opening = await readOpening(location.search);
const root = document.getElementById('app');
if (root) render(<App opening={opening} />, root);
document.body.dataset.drawn = '';
document.body.style.minHeight = '';
