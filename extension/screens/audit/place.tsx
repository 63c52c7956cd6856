import { LogIcon } from '../../ui/admin-icons.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import type { Place } from '../shell/place.ts';
import { AuditScreen } from './AuditScreen.tsx';

export const AUDIT: Place = {
  id: 'audit',
  label: () => fullTabWords.audit.title,
  icon: LogIcon,
  adminsOnly: true,
  Screen: () => <AuditScreen />,
};
