/** The guard's ear, beside what the tests with processes show. */
import { expect, onTestFinished, test } from 'vitest';
import { openChangeStream, SILENCE_LIMIT } from '../../server/guard/change-stream.ts';
import { collectGarbage } from '../support/collect-garbage.ts';
import { listen } from '../support/listen.ts';
import { until } from '../support/until.ts';

/** A server that begins its stream with `ready` and goes on as said. */
async function streaming(next: (write: (text: string) => void) => void) {
  let begun = 0;
  const { url, close } = await listen(() => (_request, response) => {
    begun += 1;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('data: {"event":"ready"}\n\n');
    next((text) => response.write(text));
  });
  let changes = 0;
  const stream = openChangeStream(url, 'kt_service', () => changes++);
  onTestFinished(async () => {
    await stream.close();
    await close();
  });
  return { stream, changes: () => changes, begun: () => begun };
}

test('a process that stood still does not trust what it heard before', async () => {
  const { stream } = await streaming(() => {});
  await until(() => stream.live);
  // As a suspended machine would: neither timers nor sockets are served meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SILENCE_LIMIT);
  expect(stream.live).toBe(false);
});

test('changes alone are no sign of life: who sends them may miss others', async () => {
  const { begun } = await streaming((write) => {
    const timer = setInterval(() => write('data: {"event":"changed"}\n\n'), 50);
    onTestFinished(() => clearInterval(timer));
  });
  await until(() => begun() === 2);
});

test('signs of life keep it', async () => {
  let written = 0;
  const { stream, begun } = await streaming((write) => {
    const timer = setInterval(() => {
      write(':\n\n');
      written += 1;
    }, SILENCE_LIMIT / 6);
    onTestFinished(() => clearInterval(timer));
  });
  await until(() => written >= 12);
  expect(stream.live).toBe(true);
  expect(begun()).toBe(1);
});

test('closing ends a stream that says nothing more', async () => {
  const { stream } = await streaming(() => {});
  await until(() => stream.live);
  // Node 20's own fetch forgets here that it can be aborted.
  collectGarbage();
  await stream.close();
  expect(stream.live).toBe(false);
});

test('an event that it does not know is taken for a change, nonsense for the end', async () => {
  let write = (_text: string) => {};
  const { stream, changes, begun } = await streaming((writer) => {
    write = writer;
  });
  await until(() => stream.live && changes() === 1);
  write('data: {"event":"later"}\n\n');
  await until(() => changes() === 2);
  expect(stream.live).toBe(true);
  write('data: nonsense\n\n');
  await until(() => begun() === 2);
  await until(() => stream.live);
});
