import type { FastifyInstance } from 'fastify';
import { Refusal } from '../records/refusal.ts';

/** Loopback names and addresses: while there is no sign-in, nobody else is served. */
export function isLoopback(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || /^127(?:\.\d{1,3}){3}$/.test(bare);
}

const POLICY = [
  "default-src 'none'",
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

/**
 * Refuses what another site could make a browser send here (DNS rebinding by the Host header, cross-site
 * requests by Origin and Sec-Fetch-Site), and gives every answer its security headers.
 */
export function withGuard(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    });
    const { host, origin } = request.headers;
    if (!host || !isLoopback(hostname(`http://${host}`))) throw strange(`the host "${host ?? ''}"`);
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw strange('another site');
    if (origin !== undefined && origin !== `http://${host}`) throw strange(`the origin "${origin}"`);
  });
}

function hostname(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

function strange(what: string): Refusal {
  return new Refusal(
    'usage',
    `This server does not answer requests for ${what}.`,
    {},
    'Open it by its loopback address.',
  );
}
