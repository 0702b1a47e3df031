import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Histories } from '../../outputs/scorecard/histories.ts';
import { portfolioMapText } from '../../outputs/scorecard/map.ts';
import type { Instant } from '../../records/instant.ts';
import { sees } from '../access/caller.ts';
import { PortfolioMap } from '../api/scores.ts';
import type { Shared } from '../app.ts';
import { etagOf, isKnown } from '../etag.ts';
import type { Declare } from '../operation.ts';
import { InstantsQuery } from '../query.ts';

/** What is the same for so long is answered as it was; `at` says of when it is. */
const AGE = 60_000;

/** The map of now, as it is sent to everyone who sees all systems. */
interface Written {
  at: Instant;
  /** When it will be another. */
  until: Instant;
  text: string;
  zipped: Buffer;
  etag: string;
}

/** Where systems stand, in few words for each: what a page that shows thousands of them needs. */
export function portfolioMapRoutes(declare: Declare, { model, now, scorecards }: Shared): void {
  // Histories are others as soon as anything of their organization changed.
  const written = new WeakMap<Histories, Promise<Written>>();

  async function write(histories: Histories, at: Instant): Promise<Written> {
    const { text, until } = portfolioMapText(histories, model, { at, known: at }, () => true);
    return { at, until, text, zipped: await promisify(gzip)(text, { level: 3 }), etag: etagOf(text) };
  }

  async function writtenNow(histories: Histories): Promise<Written> {
    const at = now();
    const before = await written.get(histories);
    if (before && before.at <= at && at < Math.min(before.until, before.at + AGE)) return before;
    const next = write(histories, at);
    written.set(histories, next);
    return next;
  }

  declare(
    {
      id: 'getPortfolioMap',
      method: 'GET',
      path: '/portfolio/map',
      tag: 'Scores',
      summary: 'Every system’s levels as numbers, at any moment: quick for thousands of systems.',
      policy: { may: 'read', scoped: true },
      query: InstantsQuery,
      answer: PortfolioMap,
    },
    async ({ organization, access, query, request, reply }) => {
      const histories = await scorecards.histories(organization.id, query.known);
      reply.type('application/json; charset=utf-8');
      if (query.at !== undefined || query.known !== undefined || 'systems' in access.reach) {
        const question = { at: query.at ?? now(), known: query.known ?? now() };
        const { text } = portfolioMapText(histories, model, question, (id) => sees(access.reach, id));
        return reply.send(text);
      }
      const { text, zipped, etag } = await writtenNow(histories);
      if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(text);
      reply.header('vary', 'accept-encoding').header('cache-control', 'private, no-cache');
      if (isKnown(request, reply, etag)) return reply.send();
      return reply.header('content-encoding', 'gzip').send(zipped);
    },
  );
}
