import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  FORMATS,
  variableOf,
  type Wanted,
  written,
} from '../../../../extension/screens/reveal/formats.ts';

const SECRET = 'kt_R4tQ8sVx2LmNc0PzYb7HdWkJ5gTfAe1Uo9iX';
const wanted: Wanted = {
  secret: SECRET,
  name: 'Nightly report',
  origin: 'https://api.test:8443',
  header: { kind: 'bearer' },
};

describe('copied as', () => {
  it('every form has the secret', () => {
    for (const format of FORMATS) expect(written(format, wanted)).toContain(SECRET);
  });

  it('the key alone, an .env line, a header', () => {
    expect(written('key', wanted)).toBe(SECRET);
    expect(written('env', wanted)).toBe(`NIGHTLY_REPORT_KEY=${SECRET}`);
    expect(written('header', wanted)).toBe(`Authorization: Bearer ${SECRET}`);
    const header = { kind: 'api-key', name: 'X-API-Key' } as const;
    expect(written('header', { ...wanted, header })).toBe(`X-API-Key: ${SECRET}`);
  });

  it('fetch runs, and sends the header', async () => {
    const asked: unknown[] = [];
    const run = new Function('fetch', `return (async () => { ${written('fetch', wanted)} })()`);
    await run(async (...args: unknown[]) => asked.push(...args));
    expect(asked).toEqual([
      'https://api.test:8443/',
      { headers: { Authorization: `Bearer ${SECRET}` } },
    ]);
  });

  it('Python, whatever the header is called', () => {
    const header = { kind: 'api-key', name: `X"\\'$` } as const;
    expect(written('python', { ...wanted, header })).toBe(
      String.raw`import requests

response = requests.get("https://api.test:8443/", headers={"X\"\\'$": "${SECRET}"})`,
    );
  });

  it('gh gets the secret by standard input, from lines that begin with a space', () => {
    const script = written('gh', wanted);
    expect(script.startsWith(' ')).toBe(true);
    const stub = 'gh() { printf "%s|" "$@"; cat; }\n';
    const seen = execFileSync('sh', ['-c', stub + script], { encoding: 'utf8' });
    expect(seen).toBe(`secret|set|NIGHTLY_REPORT_KEY|${SECRET}\n`);
  });
});

it.each([
  ['Nightly report', 'NIGHTLY_REPORT_KEY'],
  ['Zoë’s café', 'ZOE_S_CAFE_KEY'],
  ['API key', 'API_KEY'],
  ['2nd', 'KEY_2ND_KEY'],
  ['github export', 'KEY_GITHUB_EXPORT_KEY'],
  ['東京', 'API_KEY'],
  ['$(rm -rf ~)', 'RM_RF_KEY'],
])('%s is called %s', (name, variable) => {
  expect(variableOf(name)).toBe(variable);
});
