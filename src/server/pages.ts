import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { ProblemAnswer } from './api.ts';
import { problemPages } from './routes/problems.ts';

/** The dashboard's files; any other address that a browser asks for as a page is the dashboard's own. */
export async function withPages(app: FastifyInstance): Promise<void> {
  const web = fileURLToPath(new URL('../../dist/web', import.meta.url));
  if (existsSync(web)) {
    await app.register(fastifyStatic, { root: web, cacheControl: false, etag: true, wildcard: false });
  }
  problemPages(app, existsSync(web) ? (reply) => reply.sendFile('index.html') : undefined);
  app.setNotFoundHandler((request, reply) => {
    const asksForPage = request.method === 'GET' && String(request.headers.accept).includes('text/html');
    const page = asksForPage && !request.url.startsWith('/api/');
    if (page && existsSync(web)) return reply.sendFile('index.html');
    const problem: ProblemAnswer = {
      type: 'about:blank',
      title: 'not-found',
      status: 404,
      detail: 'There is nothing here.',
    };
    return reply.status(404).type('application/problem+json').send(problem);
  });
}
