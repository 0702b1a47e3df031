import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** A strong validator of a JSON text (RFC 9110, 8.8.3). */
export function etagOf(json: string): string {
  return `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
}

/** Answers about a person and their ways in, which no cache may keep at all. */
const OWN = /^\/api\/v1\/(?:session|account)\b/;

/** Gives every JSON answer to a GET its ETag, and answers 304 where the asker has it already. */
export function withEtags(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    const etag = etagOf(payload);
    reply.header('etag', etag);
    if (!OWN.test(request.url)) reply.header('cache-control', 'private, no-cache');
    const known = request.headers['if-none-match'];
    if (known?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag)) {
      reply.status(304);
      return '';
    }
    return payload;
  });
}
