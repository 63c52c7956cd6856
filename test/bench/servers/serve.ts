/** What every server here ends with: listen (on `PORT`, or any), say where, end when told to. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export function serve(server: Server, beforeEnd: () => Promise<void> = async () => {}): void {
  server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
    console.log(`Listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  process.once('SIGTERM', async () => {
    await beforeEnd();
    process.exit();
  });
}
