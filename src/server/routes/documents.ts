import type { FastifyInstance } from 'fastify';
import { formatInstant } from '../../records/instant.ts';
import { placeText } from '../../records/refusal.ts';
import type { DocumentsAnswer, RefusalsAnswer } from '../api.ts';
import type { Shared } from '../app.ts';
import { PageQuery, pageOf } from '../query.ts';
import { shown } from '../shown.ts';

export function documentRoutes(app: FastifyInstance, { store }: Shared): void {
  app.get('/documents', async (request): Promise<DocumentsAnswer> => {
    const query = PageQuery.parse(request.query);
    const organization = await shown(store);
    const page = await store.reader(organization.id).documents(pageOf(query));
    return {
      rows: page.rows.map((row) => ({
        sha256: row.sha256,
        name: row.name,
        bytes: row.bytes,
        adapter: row.adapter,
        tool: row.tool,
        at: row.at === undefined ? null : formatInstant(row.at),
        learned: formatInstant(row.learned),
        origin: { kind: row.origin.kind, name: row.origin.name },
        records: { ...row.records },
        findings: row.findings,
        problems: row.problemCount,
      })),
      next: page.next ?? null,
    };
  });

  app.get('/refusals', async (request): Promise<RefusalsAnswer> => {
    const query = PageQuery.parse(request.query);
    const organization = await shown(store);
    const page = await store.reader(organization.id).refusals(pageOf(query));
    return {
      rows: page.rows.map((row) => ({
        id: row.id,
        name: row.name,
        at: formatInstant(row.at),
        code: row.code,
        why: row.why,
        place: placeText(row.place),
        next: row.next,
      })),
      next: page.next ?? null,
    };
  });
}
