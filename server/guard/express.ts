/**
 * Express middleware that lets a request pass when its API key may do what the route
 * needs. Published as `keyturn/express`.
 *
 * @example
 * const guard = keyturn({ server: 'http://127.0.0.1:4777', key: process.env.KEYTURN_KEY });
 * app.get('/tasks', guard.requireScope('tasks:read'), (req, res) => {
 *   res.json({ for: req.keyturn?.ownerName });
 * });
 */
import type { Request, RequestHandler, Response } from 'express';
import { isConcreteScope } from '../../shared/scopes.ts';
import { clientKey } from './credential.ts';
import { type Denial, noCredential, refused, unavailable } from './denial.ts';
import { remember } from './remember.ts';
import { type ClientRequest, createVerifier, NoAnswer } from './verify.ts';

/** Longer ones are no keys, and Keyturn refuses to look at them. */
const MAX_KEY_LENGTH = 1000;
/** What Keyturn takes of a request for a key's record, in characters. */
const RECORDED = { method: 20, path: 2000, ip: 60 };
/** In seconds. */
const MAX_CACHE = 300;

export interface GuardOptions {
  /** Keyturn's address, such as `http://127.0.0.1:4777`. */
  server: string;
  /** This API's own key; it needs the scope `keyturn.keys:verify`. */
  key: string;
  /** The protection space named in `WWW-Authenticate`. Default: `api`. */
  realm?: string;
  /** How long to wait for an answer, in milliseconds. Default: 5000. */
  timeoutMs?: number;
  /**
   * How long an answer may serve further requests with the same key and scopes, in
   * seconds, at most 300. Default: 0, every request asks. The answers are forgotten the
   * moment that Keyturn tells of a change, and not used while it cannot tell.
   */
  cacheSeconds?: number;
  /**
   * Told why keys cannot be checked, whenever the cause changes. The sentence holds no
   * key. Default: a process warning.
   */
  onUnavailable?: (cause: string) => void;
}

/** Who is asking, on `req.keyturn` once a request has passed. */
export interface KeyturnCaller {
  keyId: string;
  keyName: string;
  orgId: string;
  ownerId: string;
  ownerName: string;
  role: string;
  /** What the key may do now. */
  scopes: string[];
  /** ISO 8601, or null for a key that does not expire. */
  expiresAt: string | null;
}

export interface Guard {
  /**
   * Lets a request pass when its key holds all of these scopes. Otherwise answers with
   * problem+json: 401 without a working key, 403 `insufficient_scope`, 429, and 503
   * `check_unavailable` when Keyturn gives no answer.
   */
  requireScope(scope: string, ...more: string[]): RequestHandler;
  /** Ends what the cache keeps open, so that the process can end. The guard goes on without a cache. */
  close(): Promise<void>;
}

declare global {
  namespace Express {
    interface Request {
      keyturn?: KeyturnCaller;
    }
  }
}

/** Throws `TypeError` for options that can never work. */
export function keyturn(options: GuardOptions): Guard {
  const { server, key, realm = 'api', timeoutMs = 5000, cacheSeconds = 0 } = options;
  if (!/^[\x21-\x7e]+$/.test(key)) throw new TypeError('keyturn: `key` must be a Keyturn key');
  if (!URL.canParse(server)) throw new TypeError('keyturn: `server` must be an address');
  if (!/^[\w .:/-]+$/.test(realm)) throw new TypeError('keyturn: `realm` has a character too many');
  if (!(cacheSeconds >= 0 && cacheSeconds <= MAX_CACHE)) {
    throw new TypeError(`keyturn: \`cacheSeconds\` must be from 0 to ${MAX_CACHE}`);
  }
  const ask = createVerifier(server, key, timeoutMs);
  const { verify, close } =
    cacheSeconds > 0
      ? remember(ask, { server, key, seconds: cacheSeconds })
      : { verify: ask, close: async () => {} };
  const report = onChange(options.onUnavailable ?? warn);

  return {
    close,
    requireScope(...scopes) {
      const wrong = scopes.find((scope) => !isConcreteScope(scope));
      if (wrong !== undefined || scopes.length === 0) {
        throw new TypeError(`keyturn: ${wrong ?? 'nothing'} is not a scope such as tasks:read`);
      }
      return async (req, res, next) => {
        const given = clientKey(req.headers);
        if (given === undefined) return send(res, noCredential(realm));
        if (given.length > MAX_KEY_LENGTH) {
          const malformed = { code: 'malformed', scopes: [], missingScopes: [] };
          return send(res, refused(realm, malformed, scopes));
        }
        try {
          const { answer } = await verify(given, scopes, recorded(req));
          report(undefined);
          const { keyId, name, orgId, ownerId, ownerName, role, expiresAt } = answer;
          if (!answer.valid) return send(res, refused(realm, answer, scopes));
          if (!keyId || !orgId || !ownerId) throw new NoAnswer('it said yes and not to whom');
          req.keyturn = {
            keyId,
            keyName: name ?? '',
            orgId,
            ownerId,
            ownerName: ownerName ?? '',
            role: role ?? '',
            scopes: answer.scopes,
            expiresAt,
          };
        } catch (error) {
          if (!(error instanceof NoAnswer)) throw error;
          report(error.message);
          return send(res, unavailable(error.retryAfter));
        }
        next();
      };
    },
  };
}

function recorded(req: Request): ClientRequest {
  const [path = ''] = req.originalUrl.split('?');
  return {
    method: req.method.slice(0, RECORDED.method),
    path: path.slice(0, RECORDED.path),
    ...(req.ip && { ip: req.ip.slice(0, RECORDED.ip) }),
  };
}

function send(res: Response, denial: Denial): void {
  res.status(denial.status).set(denial.headers);
  res.type('application/problem+json').send(JSON.stringify(denial.body));
}

function warn(cause: string): void {
  process.emitWarning(`Keys cannot be checked: ${cause}`, 'KeyturnWarning');
}

/** Passes a cause on when it differs from the last one; undefined: all is well again. */
function onChange(tell: (cause: string) => void): (cause: string | undefined) => void {
  let last: string | undefined;
  return (cause) => {
    if (cause !== undefined && cause !== last) tell(cause);
    last = cause;
  };
}
