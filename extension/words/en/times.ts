export const times = {
  justNow: 'just now',
  withinAMinute: 'in less than a minute',
};
