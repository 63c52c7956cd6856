import { z } from 'zod';
import { isConcreteScope, isScope } from '../scopes.ts';

/** An opaque id with its kind prefix, `key_…`. */
export const id = (
  kind: 'org' | 'usr' | 'mem' | 'rol' | 'key' | 'ses' | 'whk' | 'evt' | 'dlv' | 'aud' | 'req',
) => z.string().regex(new RegExp(`^${kind}_[A-Za-z0-9_-]{1,40}$`), `must be an id, ${kind}_…`);

/** An ISO 8601 time in UTC. */
export const timestamp = z.iso.datetime();

// C0, DEL and C1 controls, and the line and paragraph separators.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** What people call something: 1–100 characters after trimming, no control characters. */
export const displayName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(100, 'must have at most 100 characters')
  .refine((text) => !CONTROL.test(text), 'must not contain control characters')
  .refine((text) => text.isWellFormed(), 'must be well-formed Unicode');

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'must have at most 254 characters')
  .pipe(z.email('must be an email address'));

/** A new password: 12–200 characters (OWASP ASVS 5.0, 6.2). */
export const newPassword = z
  .string()
  .min(12, 'must have at least 12 characters')
  .max(200, 'must have at most 200 characters');

/** A password as given at sign-in: any text that could ever have been one. */
export const givenPassword = z.string().min(1, 'must not be empty').max(200, 'is too long');

export const scope = z.string().refine(isScope, 'must be a scope such as tasks:read or tasks:*');
export const concreteScope = z
  .string()
  .refine(isConcreteScope, 'must be a scope such as tasks:read');

/** Duplicates folded, order kept. */
export const scopeList = z
  .array(scope)
  .min(1, 'must have at least one scope')
  .max(200, 'must have at most 200 scopes')
  .transform((scopes) => [...new Set(scopes)]);

/** A number in a query, which is text there: decimal digits alone, so not `1e2`. */
export const inQuery = <S extends z.ZodType<number>>(number: S) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^[0-9]+$/.test(value) ? Number(value) : value),
    number,
  );

export const page = {
  limit: inQuery(z.int().min(1).max(200)).default(50),
  cursor: z.string().max(200).optional(),
};

export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
