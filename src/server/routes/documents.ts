import { formatInstant } from '../../records/instant.ts';
import { placeText } from '../../records/refusal.ts';
import { DocumentsPage, RefusalsPage } from '../api/documents.ts';
import type { Shared } from '../app.ts';
import type { Declare } from '../operation.ts';
import { PageQuery, pageOf } from '../query.ts';

/** What came in, and what was refused. */
export function documentRoutes(declare: Declare, { store }: Shared): void {
  const tag = 'Documents';

  declare(
    {
      id: 'listDocuments',
      method: 'GET',
      path: '/documents',
      tag,
      summary: 'Documents that came in, newest first.',
      policy: { may: 'read' },
      query: PageQuery,
      answer: DocumentsPage,
    },
    async ({ organization, query }) => {
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
    },
  );

  declare(
    {
      id: 'listRefusals',
      method: 'GET',
      path: '/refusals',
      tag,
      summary: 'Documents that were refused, and why, newest first.',
      policy: { may: 'read' },
      query: PageQuery,
      answer: RefusalsPage,
    },
    async ({ organization, query }) => {
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
    },
  );
}
