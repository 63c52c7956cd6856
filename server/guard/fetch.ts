import { Agent, fetch as undiciFetch } from 'undici';

// Own connections: Node's own fetch, an older undici, shares the default ones.
const dispatcher = new Agent();

/**
 * `fetch` that can be aborted to the end. The one in Node 20 forgets the signal while a
 * body is read, once the garbage collector has run: a server that sends its headers and
 * falls silent then holds the request for ever.
 */
export const fetch: typeof undiciFetch = (input, init) =>
  undiciFetch(input, { ...init, dispatcher });
