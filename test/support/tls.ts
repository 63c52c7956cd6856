/** Certificates, and requests over TLS that trust only the one that they are given. */
import { once } from 'node:events';
import { rename, writeFile } from 'node:fs/promises';
import { type Agent, request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';
import { checkAnswer, type Request } from './http.ts';
import { testFolder } from './server.ts';

export interface Pair {
  cert: string;
  key: string;
}

/** For this machine, vouching for itself. */
export async function makeCertificate(): Promise<Pair> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { cert, key };
}

export interface CertificateFolder extends Pair {
  /** As the server is told where they are. */
  environment: { KEYTURN_TLS_CERT: string; KEYTURN_TLS_KEY: string };
  /** Puts others in their place. */
  write(pair: Partial<Pair>): Promise<void>;
}

/** A new certificate in files. */
export async function certificateFolder(): Promise<CertificateFolder> {
  const folder = await testFolder();
  const environment = {
    KEYTURN_TLS_CERT: join(folder, 'fullchain.pem'),
    KEYTURN_TLS_KEY: join(folder, 'privkey.pem'),
  };
  const put = async (file: string, content: string | undefined) => {
    if (content === undefined) return;
    // At once, so that the server meets no half of it.
    await writeFile(`${file}.new`, content);
    await rename(`${file}.new`, file);
  };
  const write = async ({ cert, key }: Partial<Pair>) => {
    await put(environment.KEYTURN_TLS_CERT, cert);
    await put(environment.KEYTURN_TLS_KEY, key);
  };
  const pair = await makeCertificate();
  await write(pair);
  return { ...pair, environment, write };
}

/** As `requester` in `http.ts`, over TLS. */
export function tlsRequester(address: string, ca: string, agent?: Agent): Request {
  return async (method, path, { token, body, raw, headers } = {}) => {
    const asked = httpsRequest(`${address}${path}`, {
      method,
      ca,
      ...(agent && { agent }),
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
    });
    asked.end(raw ?? (body === undefined ? undefined : JSON.stringify(body)));
    const [response] = await once(asked, 'response');
    const said = await text(response);
    const answer = {
      status: response.statusCode,
      headers: new Headers(response.headers),
      body: said === '' ? undefined : JSON.parse(said),
    };
    checkAnswer(method, path, answer);
    return answer;
  };
}

/** A connection whose handshake is over; rejects where there is none. */
export async function secured(
  address: string,
  options: ConnectionOptions = {},
): Promise<TLSSocket> {
  const { hostname, port } = new URL(address);
  const socket = connect({ port: Number(port), host: hostname, ...options });
  await once(socket, 'secureConnect');
  return socket;
}
