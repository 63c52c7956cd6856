/** Something at an address that is no Keyturn server this extension can use. */
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
  return listen(() => (_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ ...INFO, ...change }));
  });
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
