import { randomUUID } from 'node:crypto';
import { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import type { LogLevel } from './log-levels.ts';

/** Names under which a secret could come into a line by mistake. */
const SECRET_NAMES = ['authorization', 'cookie', 'set-cookie', 'password', 'secret', 'token', 'email'];
/** Messages of databases and parsers quote what they were given: so much of one is enough to find it by. */
const LONGEST = 500;
const MOST_FRAMES = 20;

/** Where lines of the log go, and which. */
export interface Logging {
  level: LogLevel;
  stream: { write(line: string): void };
}

/**
 * How the server logs: one JSON object a line, in which control characters are escaped. Never a body, a query, a
 * header or a name: what was asked is told by the route, who asked by their kind.
 */
export function logOptions({
  level,
  stream,
}: Logging): Pick<FastifyServerOptions, 'logger' | 'logController' | 'requestIdHeader' | 'genReqId'> {
  return {
    logger: {
      level,
      stream: { write: (line: string) => stream.write(scrubbed(line)) },
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label: string) => ({ level: label }) },
      redact: {
        paths: SECRET_NAMES.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
        censor: '***',
      },
      serializers: {
        req: ({ method }: { method: string }) => ({ method }),
        res: ({ statusCode }: { statusCode?: string | number }) =>
          statusCode === undefined ? {} : { statusCode },
        err: errorShown,
      },
    },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    // Whoever asks could else write into our lines, or make two requests look like one.
    requestIdHeader: false,
    genReqId: () => randomUUID(),
  };
}

/** A line at `info` for every request that was answered, under the id that its answer carries. */
export function withRequestLog(app: FastifyInstance): void {
  app.decorateRequest('organization');
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { caller } = request;
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        organization: request.organization ?? null,
        actor: caller && caller.kind !== 'nobody' ? caller.actor.kind : null,
      },
      'answered',
    );
  });
}

/** What an error was and where, without the members that drivers add: these quote rows and packets. */
function errorShown(error: Error) {
  const { name = typeof error, message = '', stack = '' } = error;
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  return {
    type: name,
    message: message.slice(0, LONGEST),
    ...('code' in error && { code: String(error.code) }),
    stack: frames.slice(0, MOST_FRAMES).join('\n'),
  };
}

/**
 * A line without what messages of others may quote: e-mail addresses, tokens, and of a URL all but its host, for
 * paths and queries of hooks are secrets.
 */
export function scrubbed(line: string): string {
  return line
    .replace(/\bhttps?:\/\/[^\s"\\]+/gi, hostOnly)
    .replace(/\b(Bearer|Basic) [\w.~+/=-]+/gi, '$1 ***')
    .replace(/\bassay_\w+/g, 'assay_***')
    .replace(/[^\s"\\<>()[\]{},;:'=/]+/g, (word) => (word.indexOf('@') > 0 ? '***@***' : word));
}

function hostOnly(url: string): string {
  if (!URL.canParse(url)) return '***';
  const { origin, pathname, search } = new URL(url);
  return pathname === '/' && search === '' ? origin : `${origin}/***`;
}
