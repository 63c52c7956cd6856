/** A web page whose script calls an API of another origin, both seen from the wire. */
import type { Page } from 'playwright-core';
import { type Recorded, type Recorder, startRecorder } from './recorder.ts';

export interface PageAndApi {
  pages: Recorder;
  api: Recorder;
  /** `http://page.test:<port>` */
  pageOrigin: string;
  /** `http://api.test:<port>` */
  apiOrigin: string;
  close(): Promise<void>;
}

/** As Swagger UI leaves it in a page: its object, with a document that names server and header. */
function apiPage(apiOrigin: string): string {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Things' },
    servers: [{ url: apiOrigin }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        header: { type: 'apiKey', in: 'header', name: 'X-Things-Key' },
      },
    },
  };
  return `<!doctype html><title>Things</title><h1>Things</h1><script>
    const made = ${JSON.stringify(document)};
    window.ui = { specSelectors: { specJson: () => ({ toJS: () => made }) } };
  </script>`;
}

export async function startPageAndApi(): Promise<PageAndApi> {
  const api = await startRecorder();
  const apiOrigin = api.at('api.test');
  const pages = await startRecorder(apiPage(apiOrigin));
  return {
    pages,
    api,
    pageOrigin: pages.at('page.test'),
    apiOrigin,
    close: async () => {
      await Promise.all([api.close(), pages.close()]);
    },
  };
}

/**
 * The page's script asks for that URL, with a header of its own, which makes the browser
 * ask first (CORS preflight).
 */
export async function callFrom(page: Page, url: string): Promise<void> {
  await page.evaluate(async (address) => {
    const response = await fetch(address, { headers: { 'X-Page': 'own' } });
    await response.text();
  }, url);
}

/** What reached the recorder for that path by that method, in the order of coming. */
export function received({ requests }: Recorder, method: string, path: string): Recorded[] {
  return requests.filter((one) => one.method === method && one.path === path);
}

let calls = 0;

/** Calls the API at a path of its own; gives the key headers that came with the call itself. */
export async function keyHeadersOf(page: Page, recorder: Recorder, origin: string) {
  const path = `/things/${++calls}`;
  await callFrom(page, `${origin}${path}`);
  const [call] = received(recorder, 'GET', path);
  if (!call) throw new Error(`no call reached ${origin}${path}`);
  const { authorization, 'x-things-key': thingsKey } = call.headers;
  return { path, authorization, thingsKey };
}
