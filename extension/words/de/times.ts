import type { Words } from '../en/index.ts';

export const times: Words['times'] = {
  justNow: 'gerade eben',
  withinAMinute: 'in weniger als einer Minute',
};
