export const ui = {
  cancel: 'Cancel',
  tryAgain: 'Try again',
  copied: 'Copied',
  notCopied: 'The browser did not copy it. Select the text and copy it.',
  showTyped: 'Show what is typed',
  hideTyped: 'Hide what is typed',
};
