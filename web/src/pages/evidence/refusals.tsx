import { useInfiniteQuery } from '@tanstack/react-query';
import { Moment } from '../../components/moment.tsx';
import { Paged } from '../../components/paged.tsx';
import { refusalTitle } from '../../components/problem.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { refusalsQuery } from './query.ts';

/** What was refused, why, where in the file, and what to do about it. */
export function Refusals() {
  const pages = useInfiniteQuery(refusalsQuery);
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Paged
      pages={pages}
      label={text.evidence.refusals}
      empty={rows.length === 0 ? <p className="soft">{text.evidence.noRefusals}</p> : undefined}
    >
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{text.evidence.name}</th>
            <th scope="col">{text.standing.when}</th>
            <th scope="col">{text.evidence.why}</th>
            <th scope="col">{text.evidence.where}</th>
            <th scope="col">{text.evidence.nextStep}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="break">
                {row.name}
              </th>
              <td className="nowrap">
                <Moment instant={row.at} />
              </td>
              <td>
                <strong>{refusalTitle(row.code)}.</strong> <Words english>{row.why}</Words>
              </td>
              <td className="break">
                <code>{row.place}</code>
              </td>
              <td>
                <Words english>{row.next}</Words>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Paged>
  );
}
