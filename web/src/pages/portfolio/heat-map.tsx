import { Link } from '@tanstack/react-router';
import {
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTimeZone } from '../../api/organization.ts';
import type { MomentSearch } from '../../root-route.tsx';
import { text } from '../../text.ts';
import { type Crosswalk, HeadControls, type MapColumn } from './framework.tsx';
import { HeatMapRow } from './heat-map-row.tsx';
import { Inspector } from './inspector.tsx';
import { bringRow, useMapWindow } from './map-window.ts';
import type { Sort } from './order.ts';
import type { MapSystem } from './query.ts';
import './heat-map.css';

/** Columns that take the focus before the aspects: name, score, growth. */
export const LEADING = 3;

interface Cell {
  row: number;
  column: number;
}

/** Up to so many rows all of them are drawn; of more only those in sight. */
const ALL = 150;

/** A row of the map: a system, or the team that the ones below belong to. */
export type MapItem = { system: MapSystem } | { team: string | null; count: number };

/**
 * Systems by aspects, under their teams where wanted. A table with the keyboard of a grid: one stop for Tab,
 * arrow keys inside, so that 450 levels are not 450 stops.
 */
export function HeatMap({
  systems,
  columns,
  grouped = false,
  since,
  moment,
  sort,
  crosswalk,
}: {
  systems: readonly MapSystem[];
  /** The aspects that are shown. */
  columns: readonly MapColumn[];
  /** Under their teams, each in the order given. */
  grouped?: boolean;
  /** When growth begins. */
  since: string;
  /** Of which reasons can be asked; undefined where levels of many days go by. */
  moment: MomentSearch | undefined;
  sort: Sort;
  /** The framework whose aspects alone are shown; its references stand in their heads. */
  crosswalk?: Crosswalk | undefined;
}) {
  const zone = useTimeZone();
  const [stop, setStop] = useState<Cell>({ row: 0, column: 0 });
  const [looked, setLooked] = useState<Cell | undefined>();
  const width = LEADING + columns.length;
  const items = useMemo(() => itemsOf(systems, grouped), [systems, grouped]);
  const first = items.findIndex((item) => 'system' in item);
  const stopItem = items[stop.row];
  const stopRow = stopItem && 'system' in stopItem ? stop.row : first;
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const whole = items.length <= ALL;
  const { window: seen, rowHeight } = useMapWindow(scroller, body, items.length, whole);

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
    const to = moved(from, event.key, event.ctrlKey, items.length, width);
    if (!to) return;
    event.preventDefault();
    const row = passing(items, to.row, Math.sign(to.row - from.row) || 1);
    if (row === undefined) return;
    const find = () => body.current?.querySelector<HTMLElement>(`[data-cell="${row},${to.column}"]`);
    if (find()) find()?.focus();
    else {
      // Not drawn yet: brought into sight first.
      bringRow(scroller.current, body.current, row * rowHeight);
      requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
    }
  };

  const lookedItem = looked && items[looked.row];
  const inspected = lookedItem && 'system' in lookedItem ? lookedItem.system : undefined;
  return (
    <div className="heat-map">
      <div className="heat-map-scroll" ref={scroller}>
        <table
          data-whole={whole}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table with arrow keys is a grid.
          role="grid"
          aria-labelledby="map-title"
          aria-describedby="map-hint"
          aria-rowcount={items.length + 1}
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
              {columns.map(({ aspect, place }, index) => (
                <th
                  key={aspect}
                  scope="col"
                  className="heat-aspect"
                  data-looked={looked?.column === LEADING + index}
                >
                  <Link to="/aspects/$aspect" params={{ aspect }} className="heat-head">
                    <span className="heat-aspect-number" aria-hidden="true">
                      {place + 1}
                    </span>
                    <span className="heat-aspect-name">
                      {text.aspects[aspect]}
                      {crosswalk && <HeadControls crosswalk={crosswalk} aspect={aspect} />}
                    </span>
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {seen.first > 0 && <Gap height={seen.first * rowHeight} columns={width + 2} />}
            {items.slice(seen.first, seen.last).map((item, index) => {
              const row = seen.first + index;
              return 'system' in item ? (
                <HeatMapRow
                  key={item.system.id}
                  system={item.system}
                  row={row}
                  columns={columns}
                  since={since}
                  zone={zone}
                  stop={row === stopRow ? Math.min(stop.column, width - 1) : undefined}
                />
              ) : (
                <tr key={`team ${item.team}`} className="heat-group" aria-rowindex={row + 2}>
                  <th scope="rowgroup" colSpan={width + 2}>
                    <span>{item.team ?? text.portfolio.noTeam}</span>{' '}
                    <span className="soft">{text.portfolio.teamCount(item.count)}</span>
                  </th>
                </tr>
              );
            })}
            {seen.last < items.length && (
              <Gap height={(items.length - seen.last) * rowHeight} columns={width + 2} />
            )}
          </tbody>
        </table>
      </div>
      <Inspector system={inspected} column={looked && columns[looked.column - LEADING]} moment={moment} />
    </div>
  );
}

/** The rows that are not drawn, as one. */
function Gap({ height, columns }: { height: number; columns: number }) {
  return (
    <tr>
      <td colSpan={columns} style={{ blockSize: height, padding: 0 }} />
    </tr>
  );
}

/** Systems as rows; where grouped, each team's below its name, teams in the order of their first system. */
function itemsOf(systems: readonly MapSystem[], grouped: boolean): MapItem[] {
  if (!grouped) return systems.map((system) => ({ system }));
  const teams = new Map<string | null, MapSystem[]>();
  for (const system of systems) {
    const team = teams.get(system.team);
    if (team) team.push(system);
    else teams.set(system.team, [system]);
  }
  return [...teams].flatMap(([team, members]): MapItem[] => [
    { team, count: members.length },
    ...members.map((system) => ({ system })),
  ]);
}

/** The row itself, or the next one of a system in that direction. */
function passing(items: readonly MapItem[], row: number, step: number): number | undefined {
  for (let at = row; at >= 0 && at < items.length; at += step) {
    const item = items[at];
    if (item && 'system' in item) return at;
  }
  return undefined;
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
