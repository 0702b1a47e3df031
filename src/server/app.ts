import { randomBytes } from 'node:crypto';
import compress from '@fastify/compress';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { LIMITS } from '../formats/document.ts';
import type { Parse } from '../intake/parse/parse.ts';
import type { Model } from '../model/model.ts';
import { type AllowList, allowList } from '../outbound/address.ts';
import { Refusal } from '../records/refusal.ts';
import type { Store } from '../store/store.ts';
import type { Caller } from './access/caller.ts';
import { ciIdentity, type FetchJson } from './access/ci-identity.ts';
import { identify } from './access/identify.ts';
import { type Oidc, oidc, type Provider } from './access/oidc.ts';
import { type Passkeys, passkeys } from './access/passkeys.ts';
import { newSecret, secretHash } from './access/secret.ts';
import { type Tries, tries } from './access/tries.ts';
import { withEtags } from './etag.ts';
import { exampleJob } from './example.ts';
import { withGuard } from './guard.ts';
import { importJob, type Taking } from './jobs/import-job.ts';
import { RETAIN, retainJob } from './jobs/retain.ts';
import { type Runner, startRunner } from './jobs/runner.ts';
import { schedules } from './jobs/schedules.ts';
import { type ModelIn, modelIn } from './language.ts';
import { type Live, live } from './live.ts';
import { openApi } from './openapi.ts';
import { declaring, type Operation } from './operation.ts';
import { withPages } from './pages.ts';
import { withProblems } from './problem.ts';
import { accountRoutes } from './routes/account.ts';
import { aspectRoutes } from './routes/aspects.ts';
import { auditRoutes } from './routes/audit.ts';
import { contactRoutes } from './routes/contacts.ts';
import { documentRoutes } from './routes/documents.ts';
import { eventRoutes } from './routes/events.ts';
import { exampleRoutes } from './routes/example.ts';
import { exemptionRoutes } from './routes/exemptions.ts';
import { importRoutes } from './routes/imports.ts';
import { jobRoutes } from './routes/jobs.ts';
import { listRoutes } from './routes/lists.ts';
import { machineRoutes } from './routes/machines.ts';
import { mapRoutes } from './routes/maps.ts';
import { oidcRoutes } from './routes/oidc.ts';
import { organizationRoutes } from './routes/organization.ts';
import { overviewRoutes } from './routes/overview.ts';
import { passkeyRoutes } from './routes/passkeys.ts';
import { peopleRoutes } from './routes/people.ts';
import { planRoutes } from './routes/plans.ts';
import { portfolioRoutes } from './routes/portfolio.ts';
import { portfolioMapRoutes } from './routes/portfolio-map.ts';
import { problemRoutes } from './routes/problems.ts';
import { proofRoutes } from './routes/proof.ts';
import { proofAgainRoutes } from './routes/proof-again.ts';
import { reportRoutes } from './routes/reports.ts';
import { sessionRoutes } from './routes/session.ts';
import { signedOutRoutes } from './routes/signed-out.ts';
import { subscriptionRoutes } from './routes/subscriptions.ts';
import { systemListRoutes } from './routes/system-lists.ts';
import { systemRoutes } from './routes/systems.ts';
import { webhookRoutes, webhookSettings } from './routes/webhooks.ts';
import { watchingLogRoutes, witnessRoutes } from './routes/witnesses.ts';
import { workshopRoutes } from './routes/workshops.ts';
import { scorecards } from './scorecards.ts';
import { deliverJob } from './sending/deliver.ts';
import { DELIVER, type SourceOf, tellImport } from './sending/events.ts';
import type { Watching } from './sending/watch.ts';
import { type Logging, logOptions, withRequestLog } from './watching/log.ts';
import { type Metrics, metrics } from './watching/metrics.ts';
import { watchingRoutes } from './watching/routes.ts';
import { WITNESS, witnessJob } from './witnesses/schedule.ts';

/** Far above what people and pipelines do, far below what would keep others waiting. */
const REQUESTS = 3_000;

/** What the server is made of; the clock is injected. */
export interface ServerParts {
  store: Store;
  model: Model;
  /** The same in other languages. */
  translated?: readonly Model[];
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
  /** The folder of an embedded store, whose disk is watched. */
  folder?: string;
  /** Private hosts and ranges that may be connected to. */
  allow?: readonly string[];
  /** Days after which what no level needs is removed; never where absent. */
  retainDays?: number;
  /** What one caller may ask in a minute. */
  requestsPerMinute?: number;
  /** Chance, for spreading retries; a real one where absent. */
  random?: () => number;
  /** Warnings and errors to stderr where absent. */
  logging?: Logging;
}

/** What every route is given. */
export interface Shared extends Omit<ServerParts, 'allow'> {
  allow: AllowList;
  source: SourceOf;
  key: Buffer;
  secure: boolean;
  mayBeAlone: boolean;
  /** The secret of the one-time link that makes the first owner. */
  first: string;
  providers: readonly Provider[];
  tries: Tries;
  /** With providers of identities; one for all, so that what was used in one place is used. */
  oidc: Oidc;
  /** Of passkeys; one for all, so that what was used in one place is used. */
  ceremonies: Passkeys;
  scorecards: ReturnType<typeof scorecards>;
  modelIn: ModelIn;
  example: ReturnType<typeof exampleJob>;
  runner: Runner;
  metrics: Metrics;
  live: Live;
  /** Who asks, looked up anew. */
  whoAsks(request: FastifyRequest): Promise<Caller>;
  /** What of an import is the same for every one of an organization. */
  taking(organization: string): Taking;
}

export interface App extends FastifyInstance {
  /** Every operation of the API, as it was declared. */
  operations: readonly Operation[];
  /** The secret of the one-time link that makes the first owner. */
  first: string;
  /** What looks after levels are made with. */
  watching: Watching;
}

/** The application without a socket, ready for `listen` or `inject`. */
export async function buildApp(parts: ServerParts): Promise<App> {
  const { store, model, now } = parts;
  const app: FastifyInstance = Fastify({
    ...logOptions(parts.logging ?? { level: 'warn', stream: process.stderr }),
    bodyLimit: LIMITS.fileBytes,
    forceCloseConnections: true,
    // A passkey's id may be this long.
    routerOptions: { maxParamLength: 1_400 },
    trustProxy: parts.proxies && parts.proxies.length > 0 ? [...parts.proxies] : false,
  });
  const secure = parts.url?.protocol === 'https:';
  const mayBeAlone = parts.mayBeAlone ?? false;
  const providers = parts.providers ?? [];
  const key = parts.key ?? randomBytes(32);
  const allow = allowList(parts.allow ?? []);
  const source: SourceOf = (organization) =>
    `${parts.url?.origin ?? 'urn:assay'}/organizations/${organization}`;
  const levels = scorecards(store, model);
  const watching: Watching = { store, model, now, source, scorecards: levels };
  const taking = (organization: string): Taking => ({
    coverage: model.coverage,
    parse: parts.parse,
    after: async (writer, result, { origin, learned }) => {
      measured.imported(result);
      await tellImport(writer, source(organization), learned, origin, result);
    },
  });
  const works = {
    import: importJob({ store }, taking),
    [DELIVER]: deliverJob({ store, key, now, allow, random: parts.random ?? Math.random }),
    [WITNESS]: witnessJob({ store, key, now, allow, source }),
    ...(parts.retainDays !== undefined && { [RETAIN]: retainJob(parts, parts.retainDays) }),
  };
  const runner = startRunner({
    store,
    now,
    works,
    schedules: schedules({ store, key, now, watching, retainDays: parts.retainDays }),
    slots: store.dialect === 'sqlite' ? 1 : 2,
    log: (error) => app.log.error(error),
    ended: ({ kind }, state) => measured.job(kind, state),
  });
  const measured = metrics(store, runner, Object.keys(works));
  const changes = live(store);
  app.addHook('onClose', async () => {
    changes.stop();
    await runner.stop();
  });

  await app.register(rateLimit, {
    max: parts.requestsPerMinute ?? REQUESTS,
    timeWindow: 60_000,
    // By who asks, as far as the request says it: a stranger's address must not use up a member's share.
    keyGenerator: (request) =>
      secretHash(`${request.headers.authorization ?? request.headers.cookie ?? ''} ${request.ip}`),
    allowList: (request) => request.url === '/healthz' || request.url === '/readyz',
    errorResponseBuilder: (_request, { after }) =>
      new Refusal('busy', 'Too many requests within a minute.', {}, `Try again in ${after}.`),
  });
  // Answers only: what is uploaded is kept as it came.
  await app.register(compress, { globalDecompression: false, encodings: ['br', 'gzip'] });
  withRequestLog(app);
  withGuard(app, parts.url);
  withProblems(app);
  withEtags(app);
  const unreachable: FetchJson = async () => {
    throw new Error('no way out');
  };
  const ci = ciIdentity(store, now, parts.fetchJson ?? unreachable);
  const shared: Shared = {
    ...parts,
    modelIn: modelIn(model, parts.translated),
    key,
    secure,
    mayBeAlone,
    first: newSecret(),
    providers,
    tries: tries(),
    oidc: oidc(now),
    ceremonies: passkeys(key, now),
    allow,
    source,
    scorecards: levels,
    example: exampleJob(parts, (error) => app.log.error(error)),
    runner,
    metrics: measured,
    live: changes,
    whoAsks: (request) => identify(request, { store, now, secure, mayBeAlone, providers, ci }),
    taking,
  };
  const operations: Operation[] = [];
  app.addHook('onResponse', async (request, reply) => {
    const { config, method } = request.routeOptions;
    // Of paths that are none of ours there is no end.
    const operation = config.operation ?? (config.policy ? request.routeOptions.url : undefined) ?? 'page';
    measured.request(operation, String(method), reply.statusCode, reply.elapsedTime / 1_000);
  });
  app.decorateRequest('caller');
  await app.register(
    async (api) => {
      mustDeclarePolicies(api);
      api.addHook('onRequest', async (request) => {
        request.caller = await shared.whoAsks(request);
      });
      const declare = declaring(api, shared, operations);
      sessionRoutes(declare, shared);
      oidcRoutes(declare, shared);
      accountRoutes(declare, shared);
      passkeyRoutes(declare, shared);
      proofAgainRoutes(declare, shared);
      organizationRoutes(declare, shared);
      auditRoutes(declare, shared);
      problemRoutes(declare);
      peopleRoutes(declare, shared);
      machineRoutes(declare, shared);
      systemRoutes(declare, shared);
      systemListRoutes(declare, shared);
      exemptionRoutes(declare, shared);
      contactRoutes(declare, shared);
      planRoutes(declare, shared);
      overviewRoutes(declare, shared);
      aspectRoutes(declare, shared);
      reportRoutes(declare, shared);
      workshopRoutes(declare, shared);
      portfolioRoutes(declare, shared);
      portfolioMapRoutes(declare, shared);
      documentRoutes(declare, shared);
      listRoutes(declare, shared);
      importRoutes(api, declare, shared);
      mapRoutes(declare, shared);
      jobRoutes(declare, shared);
      eventRoutes(declare, shared);
      exampleRoutes(declare, shared);
      webhookSettings(declare, shared);
      subscriptionRoutes(declare, shared);
      proofRoutes(declare, shared);
      witnessRoutes(declare, shared);
      await api.register(async (logs) =>
        watchingLogRoutes(logs, declaring(logs, shared, operations), shared),
      );
      await api.register(async (hooks) => webhookRoutes(hooks, declaring(hooks, shared, operations), shared));
      await api.register(async (outs) => signedOutRoutes(outs, declaring(outs, shared, operations), shared));
      openApi(api, parts.version, operations);
    },
    { prefix: '/api/v1' },
  );
  await app.register(async (watching) => {
    mustDeclarePolicies(watching);
    watchingRoutes(watching, shared);
  });
  await withPages(app);
  return Object.assign(app, { operations, first: shared.first, watching });
}

/** A route that nobody thought about must not be reachable: the server does not start with one. */
function mustDeclarePolicies(app: FastifyInstance): void {
  app.addHook('onRoute', ({ config, method, url }) => {
    if (!config?.policy && method !== 'HEAD') throw new Error(`${method} ${url} declares no policy.`);
  });
}
