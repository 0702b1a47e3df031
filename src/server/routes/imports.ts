import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { importAll } from '../../intake/import-all.ts';
import { OWN } from '../../intake/organization.ts';
import type { ImportResult } from '../../intake/result.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Shared } from '../app.ts';
import { archiveAnswer, importAnswer, pathOf } from '../import-answer.ts';
import { InstantQuery } from '../query.ts';
import { spool } from '../spool.ts';

const ImportQuery = z.object({
  name: z.string().min(1).max(1_000),
  system: z.string().min(1).max(200).optional(),
  happened: InstantQuery.optional(),
});

/**
 * Files come in as raw bytes, one request each, so that each has its own progress and its own result. An
 * archive is its members: each is taken in or refused by itself.
 */
export function importRoutes(app: FastifyInstance, { store, model, now, parse }: Shared): void {
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));

  app.post('/imports', async (request, reply) => {
    const query = ImportQuery.parse(request.query);
    if (!isStream(request.body)) {
      throw new Refusal(
        'usage',
        'The file’s bytes are missing.',
        {},
        'Send them as application/octet-stream.',
      );
    }
    const spooled = await spool(query.name, request.body);
    try {
      const results: ImportResult[] = [];
      const all = importAll(store, spooled.handed, {
        organization: OWN,
        origin: { kind: 'person', name: 'dashboard' },
        learned: now(),
        coverage: model.coverage,
        system: query.system,
        happened: query.happened,
        parse,
      });
      for await (const result of all) results.push(result);
      const [first, ...more] = results;
      // An archive’s members are known by their paths in it.
      if (first && more.length === 0 && pathOf(first) === spooled.handed.path)
        return importAnswer(reply, first);
      return archiveAnswer(spooled.handed.path, results);
    } finally {
      await spooled.remove();
    }
  });
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
