/** Bytes sent to a server as they are, and what it answers until it closes the connection. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Exchanged {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

export async function exchange(address: string, request: string | Uint8Array): Promise<Exchanged> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.write(request);
  const answer = await text(socket);
  const [head = '', ...rest] = answer.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(
      lines.map((line) => {
        const [name = '', ...value] = line.split(':');
        return [name.toLowerCase(), value.join(':').trim()];
      }),
    ),
    body: rest.join('\r\n\r\n'),
  };
}
