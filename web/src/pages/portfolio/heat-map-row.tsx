import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { AspectId } from '../../../../src/records/words.ts';
import { Growth } from '../../components/growth.tsx';
import { Marks } from '../../components/marks.tsx';
import { text } from '../../text.ts';
import { dayText } from '../../time/format.ts';
import type { MapColumn } from './framework.tsx';
import type { MapSystem } from './query.ts';

/** One system. Kept as it is while the focus moves through other rows. */
export const HeatMapRow = memo(function HeatMapRow({
  system,
  row,
  columns,
  since,
  zone,
  stop,
}: {
  system: MapSystem;
  row: number;
  /** The aspects that are shown. */
  columns: readonly MapColumn[];
  /** When growth begins. */
  since: string;
  zone: string;
  /** The column that Tab stops at, where it is in this row. */
  stop: number | undefined;
}) {
  const stops = (column: number) => ({
    'data-cell': `${row},${column}`,
    tabIndex: stop === column ? 0 : -1,
  });
  return (
    <tr aria-rowindex={row + 2}>
      <th scope="row" className="heat-name">
        <Link to="/systems/$system" params={{ system: system.id }} className="heat-link" {...stops(0)}>
          {system.name}
        </Link>
      </th>
      <td className="heat-team">{system.team ?? <span className="soft">{text.portfolio.noTeam}</span>}</td>
      <td className="heat-marks">
        <Marks criticality={system.criticality} production={system.production} />
      </td>
      <td className="heat-score">
        <Link to="/systems/$system" params={{ system: system.id }} hash="aspects" {...stops(1)}>
          {system.score ?? text.common.none}
        </Link>
      </td>
      <td className="heat-growth">
        <Link to="/systems/$system" params={{ system: system.id }} hash="timeline" {...stops(2)}>
          <Growth growth={system.growth} compared={system.compared} since={since} />
        </Link>
      </td>
      {columns.map(({ aspect, place }, index) => {
        const level = system.levels[place] || undefined;
        const falls = system.falling.find((each) => each.aspect === aspect);
        return (
          <td key={aspect} className="heat-cell">
            <Link
              to="/systems/$system/aspects/$aspect"
              params={{ system: system.id, aspect }}
              className="heat-level"
              data-level={level ?? 'exempt'}
              aria-label={cellLabel(aspect, level, falls, zone)}
              preload={false}
              {...stops(index + 3)}
            >
              {level ?? text.common.none}
              {falls && <span className="falls-mark" />}
            </Link>
          </td>
        );
      })}
    </tr>
  );
});

function cellLabel(
  aspect: AspectId,
  level: number | undefined,
  falls: MapSystem['falling'][number] | undefined,
  zone: string,
): string {
  const name = text.aspects[aspect];
  if (level === undefined) return text.portfolio.cellExempt(name);
  const stands = text.portfolio.cell(name, level);
  return falls ? stands + text.portfolio.cellFalls(falls.to, dayText(falls.at, zone)) : stands;
}
