/** The words of the screens, in the language that the unit tests read. */
import { loadWords } from '../../extension/words/words.ts';

await loadWords('en');
