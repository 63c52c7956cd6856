import { z } from 'zod';
import { newTask, task, taskChange } from './tasks.ts';

/**
 * The tasks API's OpenAPI 3.1 document. 3.1 allows scopes in the security requirement
 * of any scheme type, so each operation names what its key must hold.
 */
export function tasksDocument(publicUrl: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tasks',
      version: '1.0.0',
      description:
        'A small tasks API guarded by Keyturn. Every call needs an API key, either in the `X-API-Key` header or as a bearer token.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    tags: [{ name: 'Tasks', description: 'What the team is working on' }],
    paths: {
      '/tasks': {
        get: operation('listTasks', 'List tasks, newest first', 'tasks:read', {
          200: content('All tasks', { $ref: '#/components/schemas/TaskList' }),
        }),
        post: {
          ...operation('createTask', 'Add a task', 'tasks:create', {
            201: content('The task', { $ref: '#/components/schemas/Task' }),
            400: problem('The body is not JSON'),
            422: problem('The body is not a task'),
          }),
          requestBody: body('NewTask', { title: 'Order the second monitor', dueOn: '2026-12-04' }),
        },
      },
      '/tasks/{id}': {
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            schema: { type: 'string' },
            example: 'tsk_9t5gjo',
          },
        ],
        patch: {
          ...operation('updateTask', 'Change a task', 'tasks:update', {
            200: content('The task as it now is', { $ref: '#/components/schemas/Task' }),
            400: problem('The body is not JSON'),
            404: problem('There is no such task'),
            422: problem('The body is not a change to a task'),
          }),
          requestBody: body('TaskChange', { state: 'done' }),
        },
        delete: operation('deleteTask', 'Delete a task', 'tasks:delete', {
          204: { description: 'It is gone' },
          404: problem('There is no such task'),
        }),
      },
    },
    components: {
      securitySchemes: {
        keyHeader: {
          type: 'apiKey',
          in: 'header',
          name: 'X-API-Key',
          description: 'A Keyturn key, alone in this header',
        },
        bearer: { type: 'http', scheme: 'bearer', description: 'A Keyturn key as a bearer token' },
      },
      schemas: {
        Task: schema(task, 'output'),
        TaskList: schema(z.object({ items: z.array(task), nextCursor: z.null() }), 'output'),
        NewTask: schema(newTask, 'input'),
        TaskChange: schema(taskChange, 'input'),
        Problem: schema(
          z.object({
            type: z.string(),
            title: z.string(),
            status: z.int(),
            detail: z.string(),
            code: z.string(),
          }),
          'output',
        ),
      },
    },
  };
}

type Answers = Record<number, object>;

function operation(operationId: string, summary: string, scope: string, answers: Answers) {
  return {
    operationId,
    summary,
    tags: ['Tasks'],
    description: `Needs \`${scope}\`.`,
    security: [{ keyHeader: [scope] }, { bearer: [scope] }],
    responses: {
      ...answers,
      401: problem('No key, or one that does not work'),
      403: problem(`The key may not do this: it lacks \`${scope}\``),
      503: problem('Keyturn gives no answer, so nobody passes'),
    },
  };
}

function content(description: string, of: object) {
  return { description, content: { 'application/json': { schema: of } } };
}

function problem(description: string) {
  const of = { $ref: '#/components/schemas/Problem' };
  return { description, content: { 'application/problem+json': { schema: of } } };
}

function body(name: string, example: object) {
  const of = { $ref: `#/components/schemas/${name}` };
  return { required: true, content: { 'application/json': { schema: of, example } } };
}

/** A zod schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
function schema(of: z.ZodType, io: 'input' | 'output') {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(of, { io });
  return rest;
}
