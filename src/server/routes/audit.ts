import { Readable } from 'node:stream';
import { z } from 'zod';
import { csvText } from '../../outputs/formats/csv.ts';
import { formatInstant } from '../../records/instant.ts';
import type { AuditFilter, AuditRow } from '../../store/accounts.ts';
import { type AuditEntry, AuditExport, AuditPage } from '../api/organization.ts';
import type { Shared } from '../app.ts';
import type { Declare } from '../operation.ts';
import { InstantQuery, PageQuery, pageOf } from '../query.ts';

/** Rows that are read at once while the whole log is written out. */
const PAGE = 1_000;
const COLUMNS = [
  'at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'action',
  'target',
  'detail',
  'address',
  'id',
] as const;

const Filter = z.object({
  actor: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  from: InstantQuery.optional(),
  until: InstantQuery.optional(),
});

/** Who changed what: to look at page by page, and as one file for auditors. */
export function auditRoutes(declare: Declare, { store }: Shared): void {
  const tag = 'Organization';
  const policy = { may: 'audit' as const };

  declare(
    {
      id: 'listAudit',
      method: 'GET',
      path: '/audit',
      tag,
      summary: 'Who changed what, newest first.',
      policy,
      query: PageQuery.extend(Filter.shape),
      answer: AuditPage,
    },
    async ({ organization, query }) => {
      const page = await store.accounts().audit(organization.id, query, pageOf(query));
      return { rows: page.rows.map(entry), next: page.next ?? null };
    },
  );

  declare(
    {
      id: 'exportAudit',
      method: 'GET',
      path: '/audit/export',
      tag,
      summary: 'The whole audit log, newest first, as one file: JSON, or CSV that no spreadsheet computes.',
      policy,
      query: Filter.extend({
        format: z.enum(['csv', 'json']).optional().describe('What Accept asks for where absent; else JSON'),
      }),
      answer: AuditExport,
      produces: 'application/json',
    },
    async ({ organization, query, request, reply }) => {
      const { format, ...filter } = query;
      const asCsv = (format ?? (request.headers.accept?.includes('text/csv') ? 'csv' : 'json')) === 'csv';
      const file = `audit-${organization.id}.${asCsv ? 'csv' : 'json'}`;
      reply
        .type(asCsv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="${file}"`)
        .header('cache-control', 'no-store')
        .header('vary', 'accept');
      const pages = pagesOf(organization.id, filter);
      return reply.send(Readable.from(asCsv ? csvOf(pages) : jsonOf(pages)));
    },
  );

  async function* pagesOf(organization: string, filter: AuditFilter): AsyncGenerator<AuditRow[]> {
    let after: string | undefined;
    do {
      const wanted = { limit: PAGE, ...(after !== undefined && { after }) };
      const page = await store.accounts().audit(organization, filter, wanted);
      yield page.rows;
      after = page.next;
    } while (after !== undefined);
  }
}

async function* csvOf(pages: AsyncIterable<AuditRow[]>): AsyncGenerator<string> {
  yield csvText([COLUMNS]);
  for await (const rows of pages) {
    yield csvText(
      rows.map(({ at, actor, action, target, detail, address, id }) => [
        formatInstant(at),
        actor.kind,
        actor.id,
        actor.name,
        action,
        target,
        JSON.stringify(detail),
        address ?? null,
        id,
      ]),
    );
  }
}

async function* jsonOf(pages: AsyncIterable<AuditRow[]>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const rows of pages)
    for (const row of rows) {
      yield `${before}${JSON.stringify(entry(row))}`;
      before = ',\n';
    }
  yield before === ',\n' ? '\n]\n' : '[]\n';
}

function entry(row: AuditRow): z.output<typeof AuditEntry> {
  return { ...row, at: formatInstant(row.at), detail: { ...row.detail }, address: row.address ?? null };
}
