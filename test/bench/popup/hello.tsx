/** The least that a popup in Preact can be: what the measured one is compared with. */
import { render } from 'preact';

render(<p>hello</p>, document.body);
