import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { text } from '../../text.ts';
import { useWindow } from './use-window.ts';
import { drawn, movedRow } from './window.ts';
import './virtual-table.css';

/** One column of a table; the first is what a row is called, and opens it. */
export interface Column<Row> {
  id: string;
  title: string;
  /** A track of a CSS grid, e.g. `2fr`. */
  width: string;
  cell: (row: Row) => ReactNode;
  /** Where numbers stand. */
  end?: boolean;
  /** Shown only where something is known of one of these facets. */
  facets?: readonly string[];
  /** On a narrow screen a row is a card of two lines; the second has these. */
  card?: boolean;
  /** Orders that its heading leads through, the first when it is not the order yet. */
  orders?: readonly Order[];
}
interface Order {
  id: string;
  way: 'ascending' | 'descending';
}

/**
 * A table of any length of which only what is seen is drawn. Arrow and page keys go from row to row, Enter
 * opens one. It scrolls with the page; what is not loaded yet is asked for as it comes into sight.
 */
export function VirtualTable<Row>({
  label,
  columns,
  rows,
  total,
  keyOf,
  order,
  onOrder,
  onOpen,
  onNeed,
}: {
  label: string;
  columns: readonly Column<Row>[];
  /** Those that are loaded, from the first on. */
  rows: readonly Row[];
  /** How many there are in all. */
  total: number;
  keyOf: (row: Row) => string;
  order: string;
  onOrder: (order: string) => void;
  onOpen: (row: Row) => void;
  /** More rows than are loaded are in sight. */
  onNeed: () => void;
}) {
  const count = Math.max(total, rows.length);
  const body = useRef<HTMLTableSectionElement>(null);
  const { window: seen, rowHeight, narrow } = useWindow(body, count);
  const [active, setActive] = useState(0);
  const moved = useRef(false);
  const stop = Math.min(active, Math.max(rows.length - 1, 0));

  const needs = seen.last > rows.length && rows.length < count;
  useEffect(() => {
    if (needs) onNeed();
  }, [needs, onNeed]);

  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const button = body.current?.querySelector<HTMLElement>(`[data-row="${stop}"]`);
    button?.closest('tr')?.scrollIntoView({ block: 'nearest' });
    button?.focus({ preventScroll: true });
  }, [stop]);

  const keyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const page = Math.max(1, Math.floor((window.innerHeight * 0.8) / rowHeight));
    const to = movedRow(event.key, stop, page, rows.length);
    if (to === undefined) return;
    event.preventDefault();
    moved.current = to !== stop;
    setActive(to);
  };

  // Through the object model: the content security policy refuses styles in the markup.
  const tracks = { '--tracks': columns.map(({ width }) => `minmax(0, ${width})`).join(' ') } as CSSProperties;
  return (
    <table
      className="vt"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      data-narrow={narrow}
      style={tracks}
    >
      <thead className="vt-head">
        <tr aria-rowindex={1} className="vt-row">
          {columns.map((column) => (
            <Heading key={column.id} column={column} order={order} onOrder={onOrder} />
          ))}
        </tr>
      </thead>
      <tbody
        className="vt-body"
        ref={body}
        style={{ blockSize: `${count * rowHeight}px` }}
        onKeyDown={keyDown}
      >
        {drawn(seen, rows.length > 0 ? stop : -1, count).map((index) => {
          const row = rows[index];
          const place = { blockSize: `${rowHeight}px`, transform: `translateY(${index * rowHeight}px)` };
          if (row === undefined)
            return (
              <tr key={`loading ${index}`} aria-rowindex={index + 2} className="vt-row" style={place}>
                <td className="vt-loading">
                  <span className="hidden">{text.common.loading}</span>
                </td>
              </tr>
            );
          const [first, ...others] = columns;
          return (
            <tr key={keyOf(row)} aria-rowindex={index + 2} className="vt-row" style={place}>
              <th scope="row" className="vt-cell">
                <button
                  type="button"
                  className="vt-open"
                  data-row={index}
                  tabIndex={index === stop ? 0 : -1}
                  onFocus={() => setActive(index)}
                  onClick={() => onOpen(row)}
                >
                  {first?.cell(row)}
                </button>
              </th>
              {others.map((column) => (
                <td key={column.id} className="vt-cell" data-end={column.end} data-card={column.card}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Heading<Row>({
  column: { title, orders, end },
  order,
  onOrder,
}: {
  column: Column<Row>;
  order: string;
  onOrder: (order: string) => void;
}) {
  const at = orders?.findIndex(({ id }) => id === order) ?? -1;
  const next = orders?.[(at + 1) % orders.length];
  return (
    <th scope="col" className="vt-cell" data-end={end} aria-sort={orders?.[at]?.way ?? 'none'}>
      {next ? (
        <button type="button" className="vt-sort" onClick={() => onOrder(next.id)}>
          {title}
        </button>
      ) : (
        title
      )}
    </th>
  );
}
