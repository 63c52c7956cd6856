export const admin = {
  more: 'Show more',
  loading: 'Loading',
  keep: 'Keep',
  close: 'Close',
  save: 'Save',
  saved: 'Saved',
  none: 'None',
  on: 'On',
  off: 'Off',
};
