export { openJsonStore } from './store.ts';
