/** Load by wrk, one thread: a Lua script makes each request with the next secret. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pinned } from './cores.ts';
import type { Generator, Load, LoadResult } from './load-types.ts';
import { scratchFolder } from './scratch.ts';

export const wrk: Generator = {
  name: 'wrk, 1 thread',
  async run(load) {
    const script = join(scratchFolder('wrk'), 'load.lua');
    await writeFile(script, luaOf(load));
    const [command, args] = pinned('load', 'wrk', [
      ...['-t', '1', '-c', String(load.connections), '-d', `${load.seconds}s`],
      ...['--timeout', '30s', '--script', script, load.url],
    ]);
    const { stdout } = await promisify(execFile)(command, args);
    const line = /^RESULT (.*)$/m.exec(stdout)?.[1];
    if (!line) throw new Error(`wrk has told nothing:\n${stdout}`);
    const { failed, ...result } = JSON.parse(line) as LoadResult & { failed: number };
    if (failed > 0 || result.requests === 0) {
      throw new Error(`${load.method} ${load.path}: ${failed} of ${result.requests} failed.`);
    }
    return result;
  },
};

function luaOf({ url, method, path, headers, body = '', secrets }: Load): string {
  const length = Buffer.byteLength(body.replaceAll('{secret}', ''));
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body ? [`Content-Length: {length}`] : []),
    '',
    body,
  ];
  const [before, ...after] = lines.join('\r\n').split('{secret}');
  const perRequest = after.length > 0;
  return `
local secrets = {}
${secrets ? `for line in io.lines(${lua(secrets)}) do secrets[#secrets + 1] = line end` : ''}
local length = ${length} + ${perRequest && body.includes('{secret}') ? '#secrets[1]' : '0'}
local before = (string.gsub(${lua(before ?? '')}, "{length}", length))
local after = (string.gsub(${lua(after.join(''))}, "{length}", length))
local count, at = #secrets, 0
function request()
  ${perRequest ? 'at = at % count + 1\n  return before .. secrets[at] .. after' : 'return before'}
end
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"perSecond":%.3f,"failed":%d,"latency":{"p50":%.3f,"p99":%.3f,"max":%.3f}}\\n',
    summary.requests, summary.requests / (summary.duration / 1e6),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
`;
}

/** As a Lua string; decimal escapes are the same in every Lua. */
function lua(text: string): string {
  const escaped = [...Buffer.from(text)].map((byte) => `\\${String(byte).padStart(3, '0')}`);
  return `"${escaped.join('')}"`;
}
