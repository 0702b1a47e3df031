import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Command } from '../../components/command.tsx';
import { Moment } from '../../components/moment.tsx';
import { Paged } from '../../components/paged.tsx';
import { text } from '../../text.ts';
import { documentsQuery } from './query.ts';
import { recordsText } from './records.ts';

const route = getRouteApi('/evidence');

/** Every document: from where, and what was read from it. */
export function Documents() {
  const { document: marked } = route.useSearch();
  const pages = useInfiniteQuery(documentsQuery);
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Paged
      pages={pages}
      label={text.evidence.documents}
      empty={
        rows.length === 0 ? (
          <>
            <p className="soft">{text.evidence.noDocuments}</p>
            <Command>{text.empty.import}</Command>
          </>
        ) : undefined
      }
    >
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{text.evidence.name}</th>
            <th scope="col">{text.evidence.tool}</th>
            <th scope="col">{text.evidence.happenedOn}</th>
            <th scope="col">{text.evidence.learnedOn}</th>
            <th scope="col">{text.evidence.from}</th>
            <th scope="col">{text.evidence.read}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.sha256} data-marked={row.sha256 === marked}>
              <th scope="row" className="break">
                <Link to="/evidence/$document" params={{ document: row.sha256 }}>
                  {row.name}
                </Link>{' '}
                <span className="soft small number">{text.evidence.bytes(row.bytes)}</span>
              </th>
              <td>
                {row.tool} <span className="soft">{row.adapter}</span>
              </td>
              <td className="nowrap">{row.at === null ? text.common.none : <Moment instant={row.at} />}</td>
              <td className="nowrap">
                <Moment instant={row.learned} />
              </td>
              <td>
                {row.origin.name}{' '}
                <span className="soft">{text.standing.origins[row.origin.kind] ?? row.origin.kind}</span>
              </td>
              <td>
                {recordsText(row.records)}
                {row.findings > 0 && <span className="soft">, {text.evidence.findings(row.findings)}</span>}{' '}
                {row.problems > 0 && (
                  <span className="tag warn" title={text.evidence.problems}>
                    {text.evidence.problemCount(row.problems)}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Paged>
  );
}
