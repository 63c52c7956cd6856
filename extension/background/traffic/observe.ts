/**
 * Listens, and only listens, to the requests of permitted hosts. Of each it looks at the
 * tab, the method, the URL without its query, who asked, the status and the
 * `WWW-Authenticate` answer: never at a body or at another header.
 */
import type { WebRequest } from 'webextension-polyfill';
import { browser } from '../../browser.ts';
import { inBackground } from '../run.ts';
import { readChallenge } from './challenge.ts';
import type { Request } from './match.ts';
import { note } from './record.ts';

/** The browser narrows it to the hosts that the person has allowed. */
const FILTER: WebRequest.RequestFilter = {
  urls: ['http://*/*', 'https://*/*'],
  types: ['xmlhttprequest'],
};

let listening = false;

/**
 * Listens while a key is set on a tab. At every start it has to begin at once and
 * synchronously, before anything is known, as every listener of the background.
 *
 * Chrome drops a listener that joins while no host is allowed; and one that hears of a
 * host whose permission was taken back makes its toolbar button ask for a reload instead
 * of opening the popup. Firefox does neither, and would not wake us for one that joins later.
 */
export function observeTraffic(wanted: boolean): void {
  if (wanted === listening || (import.meta.env.FIREFOX && listening)) return;
  listening = wanted;
  const { onHeadersReceived, onErrorOccurred } = browser.webRequest;
  if (wanted) {
    onHeadersReceived.addListener(answered, FILTER, ['responseHeaders']);
    onErrorOccurred.addListener(failed, FILTER);
  } else {
    onHeadersReceived.removeListener(answered);
    onErrorOccurred.removeListener(failed);
  }
}

function answered(details: WebRequest.OnHeadersReceivedDetailsType): undefined {
  const { requestId: id, timeStamp: at, statusCode: status, responseHeaders } = details;
  const refusal = status === 401 || status === 403 ? refusalIn(responseHeaders) : null;
  inBackground(note({ id, at, request: requestOf(details), outcome: { status, refusal } }));
}

function failed(details: WebRequest.OnErrorOccurredDetailsType): void {
  const { requestId: id, timeStamp: at } = details;
  inBackground(note({ id, at, request: requestOf(details), outcome: null }));
}

function refusalIn(headers: WebRequest.HttpHeaders | undefined) {
  const challenge = headers?.find(({ name }) => name.toLowerCase() === 'www-authenticate');
  return challenge?.value === undefined ? null : readChallenge(challenge.value);
}

/** Chrome says who asked as `initiator`, Firefox as `originUrl`. */
function requestOf(
  details: Pick<Request, 'tabId' | 'url' | 'method'> & { originUrl?: string; initiator?: string },
): Request {
  const { tabId, url, method, initiator, originUrl } = details;
  return { tabId, url, method, from: initiator ?? originUrl };
}
