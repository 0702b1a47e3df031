import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import { LIMITS } from '../formats/document.ts';
import type { Parse } from '../intake/parse/parse.ts';
import type { Model } from '../model/model.ts';
import type { Store } from '../store/store.ts';
import type { ProblemAnswer } from './api.ts';
import { exampleJob } from './example.ts';
import { withGuard } from './guard.ts';
import { withProblems } from './problem.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { documentRoutes } from './routes/documents.ts';
import { exampleRoutes } from './routes/example.ts';
import { importRoutes } from './routes/imports.ts';
import { organizationRoutes } from './routes/organization.ts';
import { portfolioRoutes } from './routes/portfolio.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { scorecards } from './scorecards.ts';

/** What the server is made of; the clock is injected. */
export interface ServerParts {
  store: Store;
  model: Model;
  version: string;
  now: () => number;
  /** Who reads documents; this thread where absent. */
  parse?: Parse;
  /** The installation's key; without it there are no webhooks. */
  key?: Buffer;
}

/** The application without a socket, ready for `listen` or `inject`. */
export async function buildApp(parts: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: 'warn', stream: process.stderr },
    bodyLimit: LIMITS.fileBytes,
    forceCloseConnections: true,
  });
  withGuard(app);
  withProblems(app);
  const shared = { ...parts, scorecards: scorecards(parts.store, parts.model), example: exampleJob(parts) };
  await app.register(
    async (api) => {
      organizationRoutes(api, shared);
      portfolioRoutes(api, shared);
      documentRoutes(api, shared);
      importRoutes(api, shared);
      exampleRoutes(api, shared);
      catalogueRoutes(api, shared);
      await api.register((hooks) => webhookRoutes(hooks, shared));
    },
    { prefix: '/api/v1' },
  );
  const web = fileURLToPath(new URL('../../dist/web', import.meta.url));
  if (existsSync(web)) {
    await app.register(fastifyStatic, { root: web, cacheControl: false, etag: true, wildcard: false });
  }
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
  return app;
}

/** What every route is given. */
export interface Shared extends ServerParts {
  scorecards: ReturnType<typeof scorecards>;
  example: ReturnType<typeof exampleJob>;
}
