import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Answer } from '../../components/answer.tsx';
import { Scroller } from '../../components/scroller.tsx';

export interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
}

/** A list of settings: its rows, or what to do while there are none. */
export function List<Row extends { id: string }>({
  label,
  list,
  empty,
  columns,
}: {
  label: string;
  list: UseQueryResult<{ rows: Row[] }>;
  empty: ReactNode;
  columns: readonly Column<Row>[];
}) {
  return (
    <Answer query={list}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="soft">{empty}</p>
        ) : (
          <Scroller label={label}>
            <table className="rows">
              <thead>
                <tr>
                  {columns.map(({ head }) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    {columns.map(({ head, cell }, index) =>
                      index === 0 ? (
                        <th key={head} scope="row" className="break">
                          {cell(row)}
                        </th>
                      ) : (
                        <td key={head}>{cell(row)}</td>
                      ),
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroller>
        )
      }
    </Answer>
  );
}
