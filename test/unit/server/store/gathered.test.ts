import { expect, test, vi } from 'vitest';
import { Gathered } from '../../../../server/store/postgres/gathered.ts';
import { GATHERED_TOGETHER, GATHERING_LANES } from '../../../../server/store/postgres/limits.ts';

/** Answers `<question>!`, once `answer` is called for that statement. */
function gathered() {
  const statements: { questions: readonly string[]; answer(): void; fail(error: Error): void }[] =
    [];
  const questions = new Gathered<string, string>(
    (question) => question,
    (asked) =>
      new Promise((resolve, reject) => {
        const answer = () => resolve(asked.map((question) => `${question}!`));
        statements.push({ questions: asked, answer, fail: reject });
      }),
  );
  const sent = () => statements.map(({ questions: of }) => of);
  return { questions, statements, sent };
}

const BUSY = Array.from({ length: GATHERING_LANES.atOnce }, (_, at) => `busy ${at}`);

test('the first are sent at once; what comes meanwhile goes together, each question once', async () => {
  const { questions, statements, sent } = gathered();
  const busy = BUSY.map((question) => questions.ask(question));
  const later = ['a', 'b', 'a'].map((question) => questions.ask(question));
  expect(sent()).toEqual(BUSY.map((question) => [question]));
  for (const { answer } of statements) answer();
  await Promise.all(busy);
  await vi.waitFor(() => expect(sent().slice(BUSY.length)).toEqual([['a', 'b']]));
  for (const { answer } of statements) answer();
  expect(await Promise.all(later)).toEqual(['a!', 'b!', 'a!']);
});

test('nobody shares an answer to what was sent before they asked', async () => {
  const { questions, statements, sent } = gathered();
  const first = questions.ask('a');
  const second = questions.ask('a');
  expect(sent()[0]).toEqual(['a']);
  statements[0]?.answer();
  expect(await first).toBe('a!');
  await vi.waitFor(() => expect(sent()).toEqual([['a'], ['a']]));
  statements[1]?.answer();
  expect(await Promise.all([first, second])).toEqual(['a!', 'a!']);
});

test('a statement that fails fails for those who asked it, and the next are asked', async () => {
  const { questions, statements, sent } = gathered();
  const busy = BUSY.map((question) => questions.ask(question));
  const next = questions.ask('next');
  const failure = new Error('gone');
  statements[0]?.fail(failure);
  await expect(busy[0]).rejects.toBe(failure);
  await vi.waitFor(() => expect(sent().at(-1)).toEqual(['next']));
  for (const { answer } of statements) answer();
  expect(await next).toBe('next!');
  await Promise.all(busy.slice(1));
});

test('so many go together, and no more', async () => {
  const { questions, statements, sent } = gathered();
  const busy = BUSY.map((question) => questions.ask(question));
  const many = Array.from({ length: GATHERED_TOGETHER + 1 }, (_, at) =>
    questions.ask(`question ${at}`),
  );
  for (const { answer } of statements) answer();
  const lengths = () =>
    sent()
      .slice(BUSY.length)
      .map(({ length }) => length);
  await vi.waitFor(() => expect(lengths()[0]).toBe(GATHERED_TOGETHER));
  for (const { answer } of statements) answer();
  await vi.waitFor(() => expect(lengths()).toEqual([GATHERED_TOGETHER, 1]));
  for (const { answer } of statements) answer();
  await Promise.all([...busy, ...many]);
});
