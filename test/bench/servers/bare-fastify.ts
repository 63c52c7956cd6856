import { fastify } from 'fastify';

const app = fastify();
app.post('/v1/verify', async () => ({ valid: true }));
const address = await app.listen({ host: '127.0.0.1', port: 0 });
console.log(`Listening at ${address}`);
process.once('SIGTERM', () => process.exit());
