/** Whether an answer is one that the document promises. */
import { ERRORS } from '../../shared/contract/errors.ts';
import type { Documented, Faults, Known } from './document.ts';
import type { Asked } from './requests.ts';
import type { Answer } from './send.ts';

/** What is wrong with the answer; null: nothing. */
export type Judge = (asked: Asked, answer: Answer) => string | null;

export function createJudge({ operations, problem }: Known): Judge {
  const at = (method: string, path: string) =>
    operations.find((one) => one.path === path && one.method === method);

  return (asked, answer) => {
    const { method, operation, isDocumentedPath } = asked;
    const { status, headers } = answer;
    if (status >= 500) return 'a failure of the server';
    if (!/^req_[\w-]{21}$/.test(String(headers['x-request-id']))) return 'no request id';
    if (status === 401 && !headers['www-authenticate']) return 'no WWW-Authenticate';
    if (status === 429 && !/^[1-9]\d*$/.test(String(headers['retry-after'])))
      return 'no Retry-After';
    if (method === 'OPTIONS' && status === 204) return null;
    if (method === 'HEAD') return answer.body.length > 0 ? 'a body' : null;
    if (!isDocumentedPath) return status < 400 ? null : problemFault(problem, answer);
    // Gateways ask with whatever method their client has used.
    const answering =
      operation.operationId === 'authorize' ? operation : at(method, operation.path);
    if (answering) return documentedFault(answering, answer);
    if (status !== 405) return 'neither offered nor refused';
    return headers.allow ? problemFault(problem, answer) : 'no Allow';
  };
}

function documentedFault({ answers }: Documented, answer: Answer): string | null {
  const types = answers.get(answer.status);
  if (!types) return 'this status is not documented';
  if (types.size === 0) return answer.body.length > 0 ? 'a body' : null;
  const [type = ''] = String(answer.headers['content-type']).split(';');
  const validate = types.get(type);
  if (!validate) return `${type} is not documented`;
  if (type === 'application/problem+json') return problemFault(validate, answer);
  if (type === 'text/event-stream') {
    return (
      parts(answer, /\n\n/, /^data: /)
        .map(faultsBy(validate))
        .find(Boolean) ?? null
    );
  }
  if (type === 'application/x-ndjson') {
    return parts(answer, /\n/, /^/).map(faultsBy(validate)).find(Boolean) ?? null;
  }
  return faultsBy(validate)(answer.body.toString());
}

/** The first and the last ones: a log is long, and its lines are alike. */
function parts(answer: Answer, between: RegExp, before: RegExp): string[] {
  const all = answer.body.toString().split(between).filter(Boolean);
  return [...all.slice(0, 20), ...all.slice(-20)]
    .filter((one) => before.test(one))
    .map((one) => one.replace(before, ''));
}

function problemFault(validate: Faults, answer: Answer): string | null {
  const { headers, status } = answer;
  if (headers['content-type'] !== 'application/problem+json; charset=utf-8') return 'no problem';
  const fault = faultsBy(validate)(answer.body.toString());
  if (fault) return fault;
  const problem = JSON.parse(answer.body.toString()) as {
    status: number;
    code: keyof typeof ERRORS;
    type: string;
    requestId: string;
  };
  if (problem.status !== status || ERRORS[problem.code].status !== status) return 'another status';
  if (problem.requestId !== headers['x-request-id']) return 'another request id';
  return problem.type === `/docs/errors#${problem.code}` ? null : 'another type';
}

function faultsBy(validate: Faults): (text: string) => string | null {
  return (text) => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return 'no JSON';
    }
    const faults = validate(value);
    return faults && `not as its schema says: ${JSON.stringify(faults.slice(0, 3))}`;
  };
}
