import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { AspectScore, SystemScore } from '../../../../src/outputs/scorecard/scorecard.ts';
import { Growth } from '../../components/growth.tsx';
import { Marks } from '../../components/marks.tsx';
import { text } from '../../text.ts';
import { dayText } from '../../time/format.ts';
import { type FreshDays, fallsSoon } from '../../time/soon.ts';

/** One system. Kept as it is while the focus moves through other rows. */
export const HeatMapRow = memo(function HeatMapRow({
  system,
  row,
  at,
  fresh,
  zone,
  stop,
}: {
  system: SystemScore;
  row: number;
  at: string;
  fresh: FreshDays;
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
        <Marks exposure={system.exposure} />
      </td>
      <td className="heat-score">
        <Link to="/systems/$system" params={{ system: system.id }} hash="aspects" {...stops(1)}>
          {system.score ?? text.common.none}
        </Link>
      </td>
      <td className="heat-growth">
        <Link to="/systems/$system" params={{ system: system.id }} hash="timeline" {...stops(2)}>
          <Growth system={system} />
        </Link>
      </td>
      {system.aspects.map((aspect, index) => {
        const soon = fallsSoon(aspect, at, fresh);
        return (
          <td key={aspect.id} className="heat-cell">
            <Link
              to="/systems/$system/aspects/$aspect"
              params={{ system: system.id, aspect: aspect.id }}
              className="heat-level"
              data-level={aspect.exempt ? 'exempt' : aspect.level}
              aria-label={cellLabel(aspect, soon, zone)}
              preload={false}
              {...stops(index + 3)}
            >
              {aspect.exempt ? text.common.none : aspect.level}
              {soon && <span className="falls-mark" />}
            </Link>
          </td>
        );
      })}
    </tr>
  );
});

function cellLabel(aspect: AspectScore, soon: boolean, zone: string): string {
  const name = text.aspects[aspect.id];
  if (aspect.exempt) return text.portfolio.cellExempt(name);
  const level = text.portfolio.cell(name, aspect.level);
  if (!soon || aspect.lapses === null || aspect.lapsesTo === null) return level;
  return level + text.portfolio.cellFalls(aspect.lapsesTo, dayText(aspect.lapses, zone));
}
