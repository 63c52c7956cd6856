/** The certificate that the server shows: read from files, and again when they have changed. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { Logger } from 'pino';
import { ConfigRefused } from '../config.ts';
import { every } from '../every.ts';

/** Paths of PEM files: the certificate with those that vouch for it, and its private key. */
export interface CertificateFiles {
  cert: string;
  key: string;
}

export interface Certificate {
  /** As last read. */
  readonly options: SecureContextOptions;
  onRenewed(listener: (options: SecureContextOptions) => void): void;
  /** Does not wait for the next look. */
  lookNow(): void;
  stop(): Promise<void>;
}

/**
 * Looks for changes every `ms` milliseconds: by what the files are, since certificates are
 * renewed by way of links, which nobody can watch. Files that cannot be used leave the
 * certificate as it is, with a line in the log. Throws `ConfigRefused` where they cannot be
 * used to begin with.
 */
export async function openCertificate(
  files: CertificateFiles,
  { ms, log }: { ms: number; log: Logger },
): Promise<Certificate> {
  // Known before the files are read: what changes meanwhile is seen at the next look.
  let seen = await stateOf(files);
  let options = await read(files, log);
  let failed: string | null = null;
  let tell: (options: SecureContextOptions) => void = () => {};

  const look = async () => {
    const now = await stateOf(files);
    if (now === seen) return;
    // Tried again until they can be used, and told of once.
    const isNews = now !== failed;
    failed = now;
    try {
      options = await read(files, log);
    } catch (error) {
      if (isNews) onFailure(error);
      return;
    }
    seen = now;
    failed = null;
    tell(options);
    log.info('the certificate was read again');
  };
  const onFailure = (error: unknown) =>
    log.error({ err: error }, 'the certificate cannot be renewed; the one before stays in use');
  const looking = every(ms, look, onFailure, ms);
  return {
    get options() {
      return options;
    },
    onRenewed(listener) {
      tell = listener;
    },
    lookNow: looking.soon,
    stop: looking.stop,
  };
}

/** Differs whenever one of the files is another one or has been written to. */
async function stateOf({ cert, key }: CertificateFiles): Promise<string> {
  const states = await Promise.all(
    [cert, key].map((file) =>
      stat(file).then(
        ({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`,
        () => 'none',
      ),
    ),
  );
  return states.join(', ');
}

async function read(files: CertificateFiles, log: Logger): Promise<SecureContextOptions> {
  const [cert, key] = await Promise.all([
    readFile(files.cert).catch(unreadable('CERT', files.cert)),
    readFile(files.key).catch(unreadable('KEY', files.key)),
  ]);
  const certificate = parsed(
    () => new X509Certificate(cert),
    refusal('CERT', files.cert, 'has no certificate in PEM'),
  );
  const privateKey: KeyObject = parsed(
    () => createPrivateKey(key),
    refusal('KEY', files.key, 'has no private key in PEM, or one with a passphrase'),
  );
  if (!certificate.checkPrivateKey(privateKey)) {
    throw refusal('KEY', files.key, 'is not the key of the certificate in KEYTURN_TLS_CERT');
  }
  // Node's own default may be lowered by whoever starts it (RFC 8996).
  const options: SecureContextOptions = { cert, key, minVersion: 'TLSv1.2' };
  // Also reads the certificates after the first one.
  parsed(
    () => createSecureContext(options),
    refusal('CERT', files.cert, 'has a certificate that cannot be used, or is cut off'),
  );
  const { validFrom, validTo } = certificate;
  const now = Date.now();
  if (Date.parse(validFrom) > now || Date.parse(validTo) <= now) {
    log.warn({ validFrom, validTo }, 'the certificate is not valid at this time');
  }
  return options;
}

/** The cause is not told: it may hold a part of the file. */
function parsed<T>(parse: () => T, refused: ConfigRefused): T {
  try {
    return parse();
  } catch {
    throw refused;
  }
}

function refusal(variable: 'CERT' | 'KEY', file: string, what: string): ConfigRefused {
  return new ConfigRefused(`KEYTURN_TLS_${variable}=${JSON.stringify(file)} ${what}.`);
}

function unreadable(variable: 'CERT' | 'KEY', file: string) {
  return ({ code }: NodeJS.ErrnoException): never => {
    throw refusal(variable, file, `cannot be read (${code})`);
  };
}
