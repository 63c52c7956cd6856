import { counterFor } from '../plural.ts';

const counted = counterFor('de');

/** „Schlüssel“ ist in beiden Zahlen gleich. */
export const keyCount = (count: number) => counted(count, { other: 'Schlüssel' });
/** Nach „von“: im Dativ. */
export const ofPeople = (count: number) => counted(count, { one: 'Person', other: 'Personen' });
