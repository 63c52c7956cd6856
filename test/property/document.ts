/** What the server says of itself: its operations, and schemas to hold its answers against. */
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

export type Schema = Record<string, unknown>;

/** What is wrong with a value; null: nothing. */
export type Faults = (value: unknown) => ErrorObject[] | null;

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  schema: Schema;
}

export interface Documented {
  operationId: string;
  method: string;
  path: string;
  parameters: Parameter[];
  /** Undefined where it takes no body. */
  body: { type: string; schema: Schema; required: boolean } | undefined;
  /** By status, then by content type; an empty one where there is no body. */
  answers: Map<number, Map<string, Faults>>;
}

interface Raw {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, unknown> }>;
}

interface Document {
  paths: Record<string, Record<string, Raw>>;
}

export interface Known {
  operations: Documented[];
  /** What any refusal is. */
  problem: Faults;
}

const ROOT = 'https://keyturn.test/openapi.json';
const METHOD = { get: 'GET', post: 'POST', put: 'PUT', patch: 'PATCH', delete: 'DELETE' } as const;

/** Throws at once or, when it is first asked, where a schema cannot be compiled. */
export function readDocument(document: unknown): Known {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  formats.default(ajv);
  ajv.addSchema(document as Schema, ROOT);
  /** Compiled when it is first needed: there are hundreds, and most are of refusals. */
  const at = (...parts: string[]): Faults => {
    const pointer = parts.map((part) =>
      encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    const key = `${ROOT}#/${pointer.join('/')}`;
    return (value) => {
      const validate = ajv.getSchema(key);
      if (!validate) throw new Error(`There is no schema at ${key}`);
      return validate(value) ? null : (validate.errors ?? []);
    };
  };
  const operations = Object.entries((document as Document).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]): Documented => {
      const [body] = Object.entries(raw.requestBody?.content ?? {});
      const answers = Object.entries(raw.responses).map(([status, { content = {} }]) => {
        const types = Object.keys(content).map(
          (type) =>
            [
              type,
              at('paths', path, method, 'responses', status, 'content', type, 'schema'),
            ] as const,
        );
        return [Number(status), new Map(types)] as const;
      });
      return {
        operationId: raw.operationId,
        method: METHOD[method as keyof typeof METHOD],
        path,
        parameters: raw.parameters ?? [],
        body: body && {
          type: body[0],
          schema: body[1].schema,
          required: raw.requestBody?.required ?? false,
        },
        answers: new Map(answers),
      };
    }),
  );
  return { operations, problem: at('components', 'schemas', 'Problem') };
}
