import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../records/refusal.ts';

/** Loopback names and addresses. */
export function isLoopback(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || /^127(?:\.\d{1,3}){3}$/.test(bare);
}

const POLICY = [
  "default-src 'none'",
  "object-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Paths that those ask who know a server by its address only: probes and Prometheus. */
const BY_ADDRESS = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Refuses what another site could make a browser send here (DNS rebinding by the Host header, cross-site
 * requests by Origin and Sec-Fetch-Site), and gives every answer its security headers.
 * @param url the address that people open, where there is one; else loopback only
 */
export function withGuard(app: FastifyInstance, url: URL | undefined): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      ...(url?.protocol === 'https:' && {
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
      }),
      // What is said of an organization stays in no cache; what may be kept and asked again says so itself.
      ...(request.url.startsWith('/api/') && { 'cache-control': 'no-store' }),
    });
    const { origin } = request.headers;
    const known = originOf(request, url);
    if (known === undefined && !BY_ADDRESS.has(request.url))
      throw strange(`the host "${request.headers.host ?? ''}"`, url);
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw strange('another site', url);
    if (origin !== undefined && origin !== known) throw strange(`the origin "${origin}"`, url);
  });
}

/** The origin under which the request has opened this server; undefined where it may not be opened so. */
export function originOf({ headers: { host } }: FastifyRequest, url: URL | undefined): string | undefined {
  return url && host === url.host ? url.origin : loopbackOrigin(host, url);
}

/** The origin of this server's own pages where they are opened by a loopback name. */
function loopbackOrigin(host: string | undefined, url: URL | undefined): string | undefined {
  if (url && !isLoopback(url.hostname)) return undefined;
  return host && isLoopback(hostname(`http://${host}`)) ? `http://${host}` : undefined;
}

function hostname(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

function strange(what: string, url: URL | undefined): Refusal {
  return new Refusal(
    'usage',
    `This server does not answer requests for ${what}.`,
    {},
    url ? `Open it at ${url.origin}.` : 'Open it by its loopback address.',
  );
}
