import { createServer } from 'node:http';
import express from 'express';
import { serve } from './serve.ts';

const app = express();
app.post('/v1/verify', express.json(), (_request, response) => {
  response.json({ valid: true });
});
serve(createServer(app));
