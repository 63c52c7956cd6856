/** Icons of the full tab alone: the popup does not load them. */
import { Icon } from './icons.tsx';

export const PeopleIcon = () => (
  <Icon>
    <circle cx="6" cy="5.5" r="2.25" />
    <path d="M1.75 13c.4-2.2 2-3.5 4.25-3.5s3.85 1.3 4.25 3.5M10.5 3.5a2.1 2.1 0 0 1 0 4.1M12 9.9c1.3.5 2 1.6 2.25 3.1" />
  </Icon>
);
export const ApproveIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.75" />
    <path d="m5.5 8.25 1.75 1.75 3.25-3.75" />
  </Icon>
);
export const RolesIcon = () => (
  <Icon>
    <path d="M8 2 3 4v3.75c0 3 2 5 5 6.25 3-1.25 5-3.25 5-6.25V4z" />
  </Icon>
);
export const RulesIcon = () => (
  <Icon>
    <path d="M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6" />
    <circle cx="10.25" cy="4.5" r="1.75" />
    <circle cx="5.75" cy="11.5" r="1.75" />
  </Icon>
);
export const LogIcon = () => (
  <Icon>
    <path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.01M2.5 8v.01M2.5 12v.01" />
  </Icon>
);
