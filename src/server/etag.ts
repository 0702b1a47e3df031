import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

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
    if (!OWN.test(request.url)) reply.header('cache-control', 'private, no-cache');
    return isKnown(request, reply, etagOf(payload)) ? '' : payload;
  });
}

/** Gives an answer its ETag, and makes it a 304 where the asker has it already. */
export function isKnown(request: FastifyRequest, reply: FastifyReply, etag: string): boolean {
  reply.header('etag', etag);
  const known = request.headers['if-none-match'];
  const same = known?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag) ?? false;
  if (same) reply.status(304);
  return same;
}
