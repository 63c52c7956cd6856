/** The one place where the browser's API comes from, so that the polyfill can go later. */
export { default as browser } from 'webextension-polyfill';
