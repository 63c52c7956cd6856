import { render } from 'preact';
import '../../ui/tokens.css';
import '../../ui/base.css';
import { readOpening } from '../../screens/opening.ts';
import { App } from './app.tsx';

const opening = await readOpening(location.search);
// Only where it stands in a tab does anyone say which tab it is about.
if (location.search) document.documentElement.classList.add('in-tab');
const root = document.getElementById('app');
if (root) render(<App opening={opening} />, root);
document.body.dataset.drawn = '';
