export { type JsonStoreOptions, openJsonStore } from './store.ts';
