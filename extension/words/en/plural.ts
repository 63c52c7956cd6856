import { counterFor } from '../plural.ts';

const counted = counterFor('en-GB');

export const keyCount = (count: number) => counted(count, { one: 'key', other: 'keys' });
export const peopleCount = (count: number) => counted(count, { one: 'person', other: 'people' });
