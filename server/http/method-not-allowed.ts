import { Router } from 'express';
import { ENDPOINTS } from '../../shared/contract/endpoints.ts';
import { expressPath } from './operation.ts';
import { sendProblem } from './problem.ts';

/** Answers 405 with `Allow` where the path exists but the method does not. Mounted after all routes. */
export function methodNotAllowed(): Router {
  const methodsByPath = new Map<string, string[]>();
  for (const endpoint of Object.values(ENDPOINTS)) {
    const [method, path] = endpoint.split(' ') as [string, string];
    methodsByPath.set(path, [...(methodsByPath.get(path) ?? []), method]);
  }
  const router = Router();
  for (const [path, methods] of methodsByPath) {
    const allow = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
    router.all(expressPath(path), (request, response) => {
      response.set('Allow', allow.join(', '));
      sendProblem(
        response,
        'method_not_allowed',
        `${request.method} is not offered here; ${allow.join(', ')} is.`,
      );
    });
  }
  return router;
}
