/** The least that node:http can do: read a body, answer a little JSON. */
import { createServer } from 'node:http';
import { serve } from './serve.ts';

const ANSWER = '{"valid":true}';
const HEADERS = { 'Content-Type': 'application/json', 'Content-Length': ANSWER.length };

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString());
    response.writeHead(200, HEADERS).end(ANSWER);
  });
});
serve(server);
