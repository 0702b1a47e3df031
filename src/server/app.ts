import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { LIMITS } from '../formats/document.ts';
import type { Parse } from '../intake/parse/parse.ts';
import type { Model } from '../model/model.ts';
import type { Store } from '../store/store.ts';
import { ciIdentity, type FetchJson } from './access/ci-identity.ts';
import { identify } from './access/identify.ts';
import type { Provider } from './access/oidc.ts';
import { newSecret } from './access/secret.ts';
import { type Tries, tries } from './access/tries.ts';
import type { ProblemAnswer } from './api.ts';
import { withEtags } from './etag.ts';
import { exampleJob } from './example.ts';
import { withGuard } from './guard.ts';
import { importJob, type Taking } from './jobs/import-job.ts';
import { type Runner, startRunner } from './jobs/runner.ts';
import { openApi } from './openapi.ts';
import { declaring, type Operation } from './operation.ts';
import { withProblems } from './problem.ts';
import { accountRoutes } from './routes/account.ts';
import { documentRoutes } from './routes/documents.ts';
import { exampleRoutes } from './routes/example.ts';
import { importRoutes } from './routes/imports.ts';
import { jobRoutes } from './routes/jobs.ts';
import { machineRoutes } from './routes/machines.ts';
import { oidcRoutes } from './routes/oidc.ts';
import { organizationRoutes } from './routes/organization.ts';
import { passkeyRoutes } from './routes/passkeys.ts';
import { peopleRoutes } from './routes/people.ts';
import { portfolioRoutes } from './routes/portfolio.ts';
import { sessionRoutes } from './routes/session.ts';
import { systemRoutes } from './routes/systems.ts';
import { webhookRoutes, webhookSettings } from './routes/webhooks.ts';
import { scorecards } from './scorecards.ts';

/** What the server is made of; the clock is injected. */
export interface ServerParts {
  store: Store;
  model: Model;
  version: string;
  now: () => number;
  /** Who reads documents; this thread where absent. */
  parse?: Parse;
  /** The installation's key: secrets are made from it and sealed with it. One of its own where absent. */
  key?: Buffer;
  /** The address that people open; without it the server answers to loopback names only. */
  url?: URL;
  /** Whether whoever sits at this machine may use it without an account: an embedded store, loopback only. */
  mayBeAlone?: boolean;
  /** Fetches what an issuer of job tokens publishes; none can be reached where absent. */
  fetchJson?: FetchJson;
  /** Providers of identities that people can sign in with. */
  providers?: readonly Provider[];
  /** Proxies in front whose word on who asks is taken, as addresses or ranges. */
  proxies?: readonly string[];
  log?: FastifyBaseLogger;
}

/** What every route is given. */
export interface Shared extends ServerParts {
  key: Buffer;
  secure: boolean;
  mayBeAlone: boolean;
  /** The secret of the one-time link that makes the first owner. */
  first: string;
  providers: readonly Provider[];
  tries: Tries;
  scorecards: ReturnType<typeof scorecards>;
  example: ReturnType<typeof exampleJob>;
  runner: Runner;
  /** What of an import is the same for every one of an organization. */
  taking(organization: string): Taking;
}

export interface App extends FastifyInstance {
  /** Every operation of the API, as it was declared. */
  operations: readonly Operation[];
  /** The secret of the one-time link that makes the first owner. */
  first: string;
}

/** The application without a socket, ready for `listen` or `inject`. */
export async function buildApp(parts: ServerParts): Promise<App> {
  const { store, model, now } = parts;
  const app: FastifyInstance = Fastify({
    ...(parts.log ? { loggerInstance: parts.log } : { logger: { level: 'warn', stream: process.stderr } }),
    bodyLimit: LIMITS.fileBytes,
    forceCloseConnections: true,
    // A passkey's id may be this long.
    routerOptions: { maxParamLength: 1_400 },
    trustProxy: parts.proxies && parts.proxies.length > 0 ? [...parts.proxies] : false,
  });
  const secure = parts.url?.protocol === 'https:';
  const mayBeAlone = parts.mayBeAlone ?? false;
  const key = parts.key ?? randomBytes(32);
  const taking = (): Taking => ({ coverage: model.coverage, parse: parts.parse });
  const runner = startRunner({
    store,
    now,
    works: { import: importJob({ store }, taking) },
    schedules: [
      {
        name: 'forget',
        period: 3_600_000,
        work: async () => {
          await store.jobs.forgetAnswers(now() - 24 * 3_600_000);
          await store.jobs.forget(now() - 30 * 24 * 3_600_000);
          await store.writeAccounts((writer) => writer.removeExpired(now()));
        },
      },
    ],
    slots: store.dialect === 'sqlite' ? 1 : 2,
    log: (error) => app.log.error(error),
  });
  app.addHook('onClose', () => runner.stop());

  withGuard(app, parts.url);
  withProblems(app);
  withEtags(app);
  const unreachable: FetchJson = async () => {
    throw new Error('no way out');
  };
  const ci = ciIdentity(store, now, parts.fetchJson ?? unreachable);
  const shared: Shared = {
    ...parts,
    key,
    secure,
    mayBeAlone,
    first: newSecret(),
    providers: parts.providers ?? [],
    tries: tries(),
    scorecards: scorecards(store, model),
    example: exampleJob(parts),
    runner,
    taking,
  };
  const operations: Operation[] = [];
  app.decorateRequest('caller');
  await app.register(
    async (api) => {
      // A route that nobody thought about must not be reachable: the server does not start with one.
      api.addHook('onRoute', ({ config, method, url }) => {
        if (!config?.policy && method !== 'HEAD') throw new Error(`${method} ${url} declares no policy.`);
      });
      api.addHook('onRequest', async (request) => {
        request.caller = await identify(request, { store, now, secure, mayBeAlone, ci });
      });
      const declare = declaring(api, shared, operations);
      sessionRoutes(declare, shared);
      oidcRoutes(declare, shared);
      accountRoutes(declare, shared);
      passkeyRoutes(declare, shared);
      organizationRoutes(declare, shared);
      peopleRoutes(declare, shared);
      machineRoutes(declare, shared);
      systemRoutes(declare, shared);
      portfolioRoutes(declare, shared);
      documentRoutes(declare, shared);
      importRoutes(api, declare, shared);
      jobRoutes(declare, shared);
      exampleRoutes(declare, shared);
      webhookSettings(declare, shared);
      await api.register(async (hooks) => webhookRoutes(hooks, declaring(hooks, shared, operations), shared));
      openApi(api, parts.version, operations);
    },
    { prefix: '/api/v1' },
  );
  await withPages(app);
  return Object.assign(app, { operations, first: shared.first });
}

/** The dashboard's files; any other address that a browser asks for as a page is the dashboard's own. */
async function withPages(app: FastifyInstance): Promise<void> {
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
}
