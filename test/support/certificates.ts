/** An authority of a test's own, and a certificate of it for `localhost`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface Certificates {
  authority: string;
  key: string;
  cert: string;
}

export async function certificates(): Promise<Certificates> {
  const authority = await generate([{ name: 'commonName', value: 'An authority' }], {
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  return { authority: authority.cert, key: leaf.private, cert: leaf.cert };
}

/** Their files in that folder. */
export async function certificateFiles(folder: string, { authority, key, cert }: Certificates) {
  const files = {
    authority: join(folder, 'authority.pem'),
    key: join(folder, 'key.pem'),
    certificate: join(folder, 'certificate.pem'),
  };
  await writeFile(files.authority, authority);
  await writeFile(files.key, key, { mode: 0o600 });
  await writeFile(files.certificate, cert);
  return files;
}
