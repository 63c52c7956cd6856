import { PASSWORD } from '../support/people.ts';

/** Those that the run's people may come to have. */
export const PASSWORDS = [PASSWORD, 'nine red kites over Leeds', 'eleven brown owls at dusk'];
