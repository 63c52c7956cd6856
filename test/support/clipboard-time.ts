/** To be run in a page of the extension: what was copied is due to be cleared, and the page is looked at. */
export const CLIPBOARD_IS_DUE = `
  const { copied } = await chrome.storage.session.get('copied');
  copied.value.clearAt = Date.now() - 1;
  await chrome.storage.session.set({ copied });
  dispatchEvent(new Event('focus'));
`;
