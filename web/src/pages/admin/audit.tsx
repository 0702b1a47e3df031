import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type { AuditAnswer } from '../../../../src/server/api.ts';
import { address, request } from '../../api/request.ts';
import { Moment } from '../../components/moment.tsx';
import { Paged } from '../../components/paged.tsx';
import { text } from '../../text.ts';

const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam, signal }) =>
    request<AuditAnswer>(address('/audit', { after: pageParam, limit: '100' }), { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
});

/** Who changed what, newest first. */
export function Audit() {
  const pages = useInfiniteQuery(auditQuery);
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      {rows.length > 0 && (
        <p className="admin-actions">
          <a className="button" href={address('/audit/export', { format: 'csv' })} download>
            {text.admin.auditCsv}
          </a>
          <a className="button" href={address('/audit/export', { format: 'json' })} download>
            {text.admin.auditJson}
          </a>
        </p>
      )}
      <Paged
        pages={pages}
        label={text.admin.sections.audit}
        empty={rows.length === 0 ? <p className="soft">{text.admin.noAudit}</p> : undefined}
      >
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{text.admin.when}</th>
              <th scope="col">{text.admin.who}</th>
              <th scope="col">{text.admin.what}</th>
              <th scope="col">{text.admin.detail}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className="nowrap">
                  <Moment instant={row.at} />
                </td>
                <td>
                  {row.actor.name} <span className="soft">{row.address}</span>
                </td>
                <td>
                  <code>{row.action}</code> <span className="soft break">{row.target}</span>
                </td>
                <td className="break small">
                  <code>{JSON.stringify(row.detail)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Paged>
    </>
  );
}
