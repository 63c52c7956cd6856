import type { Place } from '../../shell/place.ts';
import { AccessScreen } from '../AccessScreen.tsx';
import { ACCESS } from '../place.tsx';
import { RoleSwitches } from './RoleSwitches.tsx';

/** The same with a switch for each role. */
export const ACCESS_AND_ROLES: Place = {
  ...ACCESS,
  Screen: () => (
    <AccessScreen>
      <RoleSwitches />
    </AccessScreen>
  ),
};
