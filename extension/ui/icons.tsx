import type { ComponentChildren } from 'preact';

/**
 * Drawn on a 16 px grid, 1.5 px lines. Decoration: their buttons carry the words. One
 * that points along the text turns with its direction.
 */
export function Icon({ turns, children }: { turns?: boolean; children: ComponentChildren }) {
  return (
    <svg
      class={turns ? 'turns' : undefined}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

/** The toolbar icon's drawing (`extension/icon/ready.svg`). */
export const KeyIcon = () => (
  <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M9 9a4 4 0 1 1-4-4" fill="none" stroke="currentColor" stroke-width="2" />
    <path d="M4.9 2v6l4.6-3zM8 8h8v5h-2v-3h-1v2h-2v-2H8z" fill="currentColor" />
  </svg>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.25" />
    <path d="m10.25 10.25 3.25 3.25" />
  </Icon>
);
export const DotsIcon = () => (
  <Icon>
    <path d="M8 3.5v.01M8 8v.01M8 12.5v.01" stroke-width="2.25" />
  </Icon>
);
export const PersonIcon = () => (
  <Icon>
    <circle cx="8" cy="5.5" r="2.75" />
    <path d="M2.75 13.5c.6-2.4 2.6-3.75 5.25-3.75s4.65 1.35 5.25 3.75" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M8 3v10M3 8h10" />
  </Icon>
);
export const BackIcon = () => (
  <Icon turns>
    <path d="M9.75 3.5 5.25 8l4.5 4.5" />
  </Icon>
);
export const CopyIcon = () => (
  <Icon>
    <rect x="5.75" y="5.75" width="7.5" height="7.5" rx="1.5" />
    <path d="M10.25 3.5v-.25a1 1 0 0 0-1-1H3.75a1.5 1.5 0 0 0-1.5 1.5v5.5a1 1 0 0 0 1 1h.25" />
  </Icon>
);
export const TickIcon = () => (
  <Icon>
    <path d="m3 8.5 3.25 3.25L13 4.75" />
  </Icon>
);
export const WarningIcon = () => (
  <Icon>
    <path d="M8 2.25 14.25 13.25H1.75zM8 6.5v3M8 11.4v.01" />
  </Icon>
);
export const InfoIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 7.5v3.25M8 5.2v.01" />
  </Icon>
);
export const EyeIcon = () => (
  <Icon>
    <path d="M1.75 8C3.1 5.3 5.3 3.75 8 3.75S12.9 5.3 14.25 8C12.9 10.7 10.7 12.25 8 12.25S3.1 10.7 1.75 8z" />
    <circle cx="8" cy="8" r="2" />
  </Icon>
);
export const EyeOffIcon = () => (
  <Icon>
    <path d="M1.75 8C3.1 5.3 5.3 3.75 8 3.75S12.9 5.3 14.25 8C12.9 10.7 10.7 12.25 8 12.25S3.1 10.7 1.75 8zM3 13 13 3" />
  </Icon>
);
export const PencilIcon = () => (
  <Icon>
    <path d="m3 13 .75-3L10.5 3.25l2.25 2.25L6 12.25zM9 4.75 11.25 7" />
  </Icon>
);
export const PauseIcon = () => (
  <Icon>
    <path d="M5.5 3.5v9M10.5 3.5v9" />
  </Icon>
);
export const PlayIcon = () => (
  <Icon>
    <path d="M5 3.25v9.5L12.5 8z" />
  </Icon>
);
export const TurnIcon = () => (
  <Icon>
    <path d="M12.75 6.25A5.25 5.25 0 1 0 13.25 9M13 2.75v3.5H9.5" />
  </Icon>
);
export const StopIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="m4.25 11.75 7.5-7.5" />
  </Icon>
);
export const BinIcon = () => (
  <Icon>
    <path d="M2.75 4.5h10.5M6.25 4.25v-1.5h3.5v1.5M4.25 4.75l.5 8.5h6.5l.5-8.5M6.75 7.25v3.5M9.25 7.25v3.5" />
  </Icon>
);
export const TabIcon = () => (
  <Icon>
    <path d="M2 12.75v-8a1.5 1.5 0 0 1 1.5-1.5h9a1.5 1.5 0 0 1 1.5 1.5v8zM2 6.5h12" />
  </Icon>
);
export const SwitchIcon = () => (
  <Icon>
    <rect x="1.75" y="4.25" width="12.5" height="7.5" rx="3.75" />
    <circle cx="10.5" cy="8" r="1.75" />
  </Icon>
);
export const PanelIcon = () => (
  <Icon turns>
    <rect x="2" y="3" width="12" height="10" rx="1.5" />
    <path d="M10 3v10" />
  </Icon>
);
export const ServerIcon = () => (
  <Icon>
    <rect x="2.25" y="2.75" width="11.5" height="4.25" rx="1.25" />
    <rect x="2.25" y="9" width="11.5" height="4.25" rx="1.25" />
    <path d="M5 4.9v.01M5 11.15v.01" />
  </Icon>
);
export const LeaveIcon = () => (
  <Icon turns>
    <path d="M6.25 2.75h-2.5a1 1 0 0 0-1 1v8.5a1 1 0 0 0 1 1h2.5M10.25 5l3 3-3 3M6.5 8h6.5" />
  </Icon>
);
export const OrgIcon = () => (
  <Icon>
    <path d="M3 13.5v-10h6v10M9 7h4v6.5M1.75 13.5h12.5M5.25 6h1.5M5.25 8.5h1.5" />
  </Icon>
);
export const LockIcon = () => (
  <Icon>
    <rect x="3" y="7.25" width="10" height="6.5" rx="1" />
    <path d="M5.25 7.25V5a2.75 2.75 0 0 1 5.5 0v2.25" />
  </Icon>
);
export const UnlockedIcon = () => (
  <Icon>
    <rect x="3" y="7.25" width="10" height="6.5" rx="1" />
    <path d="M5.25 7.25V4.5a2.75 2.75 0 0 1 5.3-1" />
  </Icon>
);
export const GearIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="2.25" />
    <path d="M8 1.75v2M8 12.25v2M1.75 8h2M12.25 8h2M3.6 3.6 5 5M11 11l1.4 1.4M3.6 12.4 5 11M11 5l1.4-1.4" />
  </Icon>
);
export const OrderIcon = () => (
  <Icon>
    <path d="M2.5 4h11M4.5 8h7M6.5 12h3" />
  </Icon>
);
