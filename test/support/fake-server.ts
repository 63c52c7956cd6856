/** Something at an address that is no Keyturn server as the extension would have it. */
import { once } from 'node:events';
import { type RequestListener, request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { type Listening, listen } from './listen.ts';

const INFO = {
  name: 'Keyturn',
  version: '0.1.0',
  apiVersion: 1,
  setupRequired: false,
  signInMethods: ['password'],
};

/** Says it is a Keyturn server, of another version. */
export function otherVersion(change: Partial<typeof INFO>): Promise<Listening> {
  return listen(() => says({ ...INFO, ...change }));
}

/** Right in all but its certificate, for which nobody vouches. Its `https` address. */
export async function selfSigned(): Promise<{ url: string; close(): Promise<void> }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const server = createServer({ key, cert }, says(INFO));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The server at that address, by a clock that is so many milliseconds ahead. */
export function clockAhead(address: string, by: number): Promise<Listening> {
  return listen(() => (asked, response) => {
    const { method, headers } = asked;
    const onward = request(address + asked.url, { method, headers }, (answer) => {
      const date = new Date(Date.now() + by).toUTCString();
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, date });
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    asked.pipe(onward);
  });
}

function says(info: object): RequestListener {
  return (_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(info));
  };
}

/** A web server like most: a page, and nothing about other origins. */
export function anyWebServer(): Promise<Listening> {
  return listen(() => (_request, response) => {
    response.setHeader('Content-Type', 'text/html').end('<h1>It works</h1>');
  });
}

/** One that lets other origins read its JSON, which says nothing of Keyturn. */
export function anyApi(): Promise<Listening> {
  return listen(() => (_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', 'application/json').end('{"name":"Things"}');
  });
}
