import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlCommand } from '../../../../extension/screens/reveal/curl.ts';

const SECRET = 'kt_R4tQ8sVx2LmNc0PzYb7HdWkJ5gTfAe1Uo9iX';

describe('curlCommand', () => {
  it('sends the key as Bearer', () => {
    expect(curlCommand(SECRET, 'https://api.test:8443', { kind: 'bearer' })).toBe(
      `curl -H 'Authorization: Bearer ${SECRET}' 'https://api.test:8443/'`,
    );
  });

  it('sends the key alone in a header of its own', () => {
    expect(curlCommand(SECRET, 'https://api.test', { kind: 'api-key', name: 'X-API-Key' })).toBe(
      `curl -H 'X-API-Key: ${SECRET}' 'https://api.test/'`,
    );
  });

  it('is taken by a shell as two arguments, whatever the header is called', () => {
    // RFC 9110 allows all of these in a header's name, and a page may choose it.
    const name = "X'$`!*|~&#";
    const command = curlCommand(SECRET, 'https://api.test', { kind: 'api-key', name });
    const script = command.replace(/^curl/, `printf '%s\\n'`);
    const seen = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trimEnd().split('\n');
    expect(seen).toEqual(['-H', `${name}: ${SECRET}`, 'https://api.test/']);
  });
});
