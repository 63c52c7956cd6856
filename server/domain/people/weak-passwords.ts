/** Passwords that guessers try first (OWASP ASVS 5.0, 6.2.4, 6.2.11 and 6.2.12). */
import { invalidAt } from '../refusal.ts';
import type { BreachedPasswords } from './doors.ts';

/** Shorter words are in too many good passwords. */
const MIN_WORD = 4;
/** How much of a password has to be left beside words that its account makes easy to guess. */
const MIN_REST = 8;

export type Weakness = 'common' | 'context' | 'breached';

export const WEAKNESS_MESSAGES: Record<Weakness, string> = {
  common: 'must not be a common password',
  context: 'must be more than the names of the person, the organisation or Keyturn',
  breached: 'must not be a password that is known from data breaches',
};

/** Throws `invalid_input` at `path`, where `context` is what others know of the account. */
export async function refuseWeakPassword(
  { breached }: { breached: BreachedPasswords },
  password: string,
  context: readonly string[],
  path: string,
): Promise<void> {
  const here = weakness(password, context, await commonPasswords());
  // Others are asked last, and only about what is good as far as we know.
  const found = here ?? ((await breached.include(password)) ? 'breached' : null);
  if (found === null) return;
  throw invalidAt(path, WEAKNESS_MESSAGES[found]);
}

/** What is wrong with a password by itself, in the order in which it is looked for; null: nothing. */
export function weakness(
  password: string,
  context: readonly string[],
  common: ReadonlySet<string>,
): Exclude<Weakness, 'breached'> | null {
  const plain = password.normalize('NFKC').toLowerCase();
  const rest = wordsOf(['keyturn', ...context]).reduce(
    (text, word) => text.replaceAll(word, ' '),
    plain,
  );
  const left = rest.replace(/[^\p{L}\p{N}]/gu, '');
  // Names first: `fernhill` is two common passwords too, but that says less.
  if (rest !== plain && (left.length < MIN_REST || isCommon(left, common))) return 'context';
  return isCommon(plain, common) ? 'common' : null;
}

/** A common password as it is, or between digits and signs, or twice and more, or two of them. */
function isCommon(plain: string, common: ReadonlySet<string>): boolean {
  const bare = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return [plain, bare].some((text) => text !== '' && isMadeOf(text, common));
}

function isMadeOf(text: string, common: ReadonlySet<string>): boolean {
  if (common.has(text) || isRepeated(text) || isRow(text)) return true;
  for (let at = 1; at < text.length; at++) {
    const first = text.slice(0, at);
    // Written together, or with one sign or space between them.
    if (!common.has(first)) continue;
    if (common.has(text.slice(at)) || common.has(text.slice(at).replace(/^[^\p{L}\p{N}]/u, ''))) {
      return true;
    }
  }
  return false;
}

/** `abcabcabc`: the text is in its own double at a place that is not its beginning. */
function isRepeated(text: string): boolean {
  return `${text}${text}`.indexOf(text, 1) < text.length;
}

/** `abcdefghijkl`, `987654321098`: each character is the next one, or the one before. */
function isRow(text: string): boolean {
  const steps = Array.from(text).map((character) => character.codePointAt(0) as number);
  const [first = 0, second = 0] = steps;
  const step = second - first;
  return Math.abs(step) === 1 && steps.every((code, at) => code === first + at * step);
}

function wordsOf(context: readonly string[]): string[] {
  const words = context.flatMap((text) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
  // The longest first: `annabel` before `anna`.
  return words.filter((word) => word.length >= MIN_WORD).sort((a, b) => b.length - a.length);
}

let loading: Promise<ReadonlySet<string>> | null = null;

/** 52,639 of them, 3,714 of which have twelve characters and more. Loaded when first needed: few servers' days need them. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  loading ??= Promise.all([
    import('@zxcvbn-ts/language-common'),
    import('./long-passwords.ts'),
  ]).then(
    ([{ dictionary }, { LONG_PASSWORDS }]) =>
      new Set([
        ...(dictionary['passwords-common'] as string[]),
        ...LONG_PASSWORDS.trim().split('\n'),
      ]),
  );
  return loading;
}
