export { openPostgresStore, type PostgresStore } from './store.ts';
