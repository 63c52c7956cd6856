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

/** Joins the listeners; at once and synchronously, as every listener of the background. */
export function observeTraffic(): void {
  browser.webRequest.onHeadersReceived.addListener(answered, FILTER, ['responseHeaders']);
  browser.webRequest.onErrorOccurred.addListener(failed, FILTER);
}

/**
 * Chrome drops a listener that joins while the extension may see no host at all, so it
 * joins again once one is allowed. Firefox keeps it, and would not wake us for a new one.
 */
export function observeAllowed(): void {
  if (import.meta.env.FIREFOX) return;
  browser.webRequest.onHeadersReceived.removeListener(answered);
  browser.webRequest.onErrorOccurred.removeListener(failed);
  observeTraffic();
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
