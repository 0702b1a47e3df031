import { Link } from '@tanstack/react-router';
import { type FocusEvent, type KeyboardEvent, type PointerEvent, useCallback, useState } from 'react';
import type { SystemScore } from '../../../../src/outputs/scorecard/scorecard.ts';
import { useTimeZone } from '../../api/organization.ts';
import { text } from '../../text.ts';
import type { FreshDays } from '../../time/soon.ts';
import { HeatMapRow } from './heat-map-row.tsx';
import { Inspector } from './inspector.tsx';
import type { Sort } from './order.ts';
import './heat-map.css';

/** Columns that take the focus before the aspects: name, score, growth. */
export const LEADING = 3;

interface Cell {
  row: number;
  column: number;
}

/**
 * Systems by aspects. A table with the keyboard of a grid: one stop for Tab, arrow keys inside, so that 450
 * levels are not 450 stops.
 */
export function HeatMap({
  systems,
  at,
  fresh,
  sort,
}: {
  systems: readonly SystemScore[];
  at: string;
  fresh: FreshDays;
  sort: Sort;
}) {
  const zone = useTimeZone();
  const [stop, setStop] = useState<Cell>({ row: 0, column: 0 });
  const [looked, setLooked] = useState<Cell | undefined>();
  const aspects = systems[0]?.aspects ?? [];
  const columns = LEADING + aspects.length;
  const stopRow = Math.min(stop.row, systems.length - 1);

  const focusIn = useCallback((event: FocusEvent) => {
    const cell = cellOf(event.target);
    if (!cell) return;
    setStop(cell);
    setLooked(cell);
  }, []);
  const pointerOver = useCallback((event: PointerEvent) => setLooked(cellOf(event.target)), []);

  const keyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const from = cellOf(event.target);
    if (!from || event.altKey || event.metaKey) return;
    const to = moved(from, event.key, event.ctrlKey, systems.length, columns);
    if (!to) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${to.row},${to.column}"]`)?.focus();
  };

  const inspected = looked && systems[looked.row];
  return (
    <div className="heat-map">
      <div className="heat-map-scroll">
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table with arrow keys is a grid.
          role="grid"
          aria-labelledby="map-title"
          aria-describedby="map-hint"
          aria-rowcount={systems.length + 1}
          onKeyDown={keyDown}
          onFocus={focusIn}
          onPointerOver={pointerOver}
          onPointerLeave={() => setLooked(undefined)}
        >
          <thead>
            <tr>
              <SortHead className="heat-name" sort="name" current={sort} label={text.portfolio.system} />
              <th scope="col" className="heat-team">
                {text.portfolio.team}
              </th>
              <th scope="col" className="heat-marks">
                {text.portfolio.marks}
              </th>
              <SortHead className="heat-score" sort="score" current={sort} label={text.portfolio.score} />
              <SortHead className="heat-growth" sort="growth" current={sort} label={text.portfolio.growth} />
              {aspects.map((aspect, index) => (
                <th
                  key={aspect.id}
                  scope="col"
                  className="heat-aspect"
                  data-looked={looked?.column === LEADING + index}
                >
                  <Link to="/aspects/$aspect" params={{ aspect: aspect.id }} className="heat-head">
                    <span className="heat-aspect-number" aria-hidden="true">
                      {index + 1}
                    </span>
                    <span className="heat-aspect-name">{text.aspects[aspect.id]}</span>
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {systems.map((system, row) => (
              <HeatMapRow
                key={system.id}
                system={system}
                row={row}
                at={at}
                fresh={fresh}
                zone={zone}
                stop={row === stopRow ? stop.column : undefined}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Inspector system={inspected} aspect={looked && inspected?.aspects[looked.column - LEADING]} />
    </div>
  );
}

function SortHead({
  className,
  sort,
  current,
  label,
}: {
  className: string;
  sort: Sort;
  current: Sort;
  label: string;
}) {
  const direction = sort === 'name' ? 'ascending' : 'descending';
  return (
    <th scope="col" className={className} aria-sort={sort === current ? direction : 'none'}>
      <Link to="/" search={(previous) => ({ ...previous, sort })} resetScroll={false} replace>
        {label}
        <span
          className="sort-mark"
          data-direction={sort === current ? direction : 'none'}
          aria-hidden="true"
        />
      </Link>
    </th>
  );
}

function cellOf(target: EventTarget): Cell | undefined {
  if (!(target instanceof Element)) return undefined;
  const place = target.closest('[data-cell]')?.getAttribute('data-cell');
  const [row, column] = place?.split(',').map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

/** Where a key leads from a cell; undefined for every other key. */
function moved(from: Cell, key: string, far: boolean, rows: number, columns: number): Cell | undefined {
  const within = (row: number, column: number) => ({
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  });
  if (key === 'ArrowRight') return within(from.row, far ? columns : from.column + 1);
  if (key === 'ArrowLeft') return within(from.row, far ? 0 : from.column - 1);
  if (key === 'ArrowDown') return within(far ? rows : from.row + 1, from.column);
  if (key === 'ArrowUp') return within(far ? 0 : from.row - 1, from.column);
  if (key === 'Home') return within(far ? 0 : from.row, 0);
  if (key === 'End') return within(far ? rows : from.row, columns);
  if (key === 'PageDown') return within(from.row + 10, from.column);
  if (key === 'PageUp') return within(from.row - 10, from.column);
  return undefined;
}
