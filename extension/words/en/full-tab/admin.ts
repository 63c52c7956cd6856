export const admin = {
  more: 'Show more',
  loading: 'Loading',
  keep: 'Keep',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  saved: 'Saved',
  none: 'None',
  on: 'On',
  off: 'Off',
};
