import cors from 'cors';
import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import { swaggerPage } from '../docs/swagger-page.ts';
import type { Guard } from '../guard/express.ts';
import { tasksDocument } from './document.ts';
import { newTask, TaskBook, taskChange } from './tasks.ts';

export interface TasksApiOptions {
  guard: Guard;
  /** Where clients reach it, such as `http://127.0.0.1:4778`; its document names it. */
  publicUrl: string;
}

/**
 * The sample: a tasks API whose every call needs a Keyturn key, its OpenAPI document at
 * `/openapi.json` and its Swagger UI page at `/`. Tasks live in memory.
 */
export function createTasksApi({ guard, publicUrl }: TasksApiOptions): Express {
  const app = express();
  const tasks = new TaskBook();
  app.disable('x-powered-by');
  // Served in plain HTTP, and pages elsewhere may call it.
  app.use(
    helmet({
      strictTransportSecurity: false,
      crossOriginResourcePolicy: { policy: 'cross-origin' },
    }),
  );
  app.use(cors({ exposedHeaders: ['WWW-Authenticate', 'Retry-After', 'Link', 'Location'] }));
  app.use((_req, res, next) => {
    res.set('Link', '</openapi.json>; rel="service-desc"');
    next();
  });

  const connectTo = [new URL(publicUrl).origin];
  app.use(swaggerPage({ title: 'Tasks API', at: '', document: '/openapi.json', connectTo }));
  app.get('/openapi.json', (_req, res) => void res.json(tasksDocument(publicUrl)));

  app.get('/tasks', guard.requireScope('tasks:read'), (_req, res) => {
    res.json({ items: tasks.list(), nextCursor: null });
  });

  // The body is read after the guard: who may not write is not listened to.
  app.post('/tasks', guard.requireScope('tasks:create'), express.json(), (req, res) => {
    const fields = newTask.safeParse(req.body);
    if (!fields.success) return invalid(res, fields.error);
    const added = tasks.add(fields.data);
    res.status(201).location(`/tasks/${added.id}`).json(added);
  });

  app
    .route('/tasks/:id')
    .patch(guard.requireScope('tasks:update'), express.json(), (req, res) => {
      const fields = taskChange.safeParse(req.body);
      if (!fields.success) return invalid(res, fields.error);
      const changed = tasks.change(req.params.id, fields.data);
      if (!changed) return problem(res, 404, 'not_found', 'There is no such task.');
      res.json(changed);
    })
    .delete(guard.requireScope('tasks:delete'), (req, res) => {
      if (!tasks.remove(req.params.id)) {
        return problem(res, 404, 'not_found', 'There is no such task.');
      }
      res.status(204).end();
    });

  app.use((_req, res) => problem(res, 404, 'not_found', 'There is nothing here.'));
  app.use(unreadable);
  return app;
}

const unreadable: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (!(error instanceof Error) || !('status' in error)) return next(error);
  const status = Number(error.status);
  if (!(status >= 400 && status < 500)) return next(error);
  problem(res, status, 'body_unreadable', 'The body must be JSON of at most 100 kB.');
};

function invalid(res: Response, error: z.ZodError): void {
  problem(res, 422, 'invalid_input', z.prettifyError(error));
}

function problem(res: Response, status: number, code: string, detail: string): void {
  const body = { type: 'about:blank', title: code.replaceAll('_', ' '), status, detail, code };
  res.status(status).type('application/problem+json').send(JSON.stringify(body));
}
