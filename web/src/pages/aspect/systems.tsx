import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AspectId } from '../../../../src/records/words.ts';
import type { PortfolioMapAnswer } from '../../../../src/server/api.ts';
import { LEVEL_NUMBERS, LevelChip, Rungs } from '../../components/level.tsx';
import { Moment } from '../../components/moment.tsx';
import { Paged } from '../../components/paged.tsx';
import { Words } from '../../components/words.tsx';
import type { MomentSearch } from '../../root-route.tsx';
import { text } from '../../text.ts';
import { aspectSystemsQuery } from './query.ts';
import './systems.css';

/** How many systems stand on each rung, and each of them, lowest first. */
export function Systems({
  map,
  aspect,
  moment,
}: {
  map: PortfolioMapAnswer;
  aspect: AspectId;
  moment: MomentSearch;
}) {
  const place = map.aspects.indexOf(aspect);
  const numbers = new Map(LEVEL_NUMBERS.map((level) => [level, 0]));
  for (const { levels } of map.systems) {
    const level = levels[place];
    if (level) numbers.set(level, (numbers.get(level) ?? 0) + 1);
  }
  if (map.systems.length === 0) return <p className="soft">{text.aspect.noSystems}</p>;
  const most = Math.max(...numbers.values(), 1);
  return (
    <div className="aspect-systems">
      <ul className="distribution card" aria-label={text.aspect.distribution}>
        {[...LEVEL_NUMBERS].reverse().map((level) => {
          const number = numbers.get(level) ?? 0;
          return (
            <li key={level}>
              <LevelChip level={level} />
              <span className="distribution-track" aria-hidden="true">
                <span data-level={level} style={{ inlineSize: `${(number / most) * 100}%` }} />
              </span>
              <span className="number">
                {number}
                <span className="hidden">
                  {' '}
                  {number === 1 ? text.portfolio.system : text.portfolio.systems}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
      <List aspect={aspect} moment={moment} />
    </div>
  );
}

function List({ aspect, moment }: { aspect: AspectId; moment: MomentSearch }) {
  const pages = useInfiniteQuery(aspectSystemsQuery(aspect, moment));
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="aspect-system-list">
      <Paged pages={pages} label={text.aspect.systems} empty={undefined}>
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{text.portfolio.system}</th>
              <th scope="col">{text.system.level}</th>
              <th scope="col">{text.system.lapses}</th>
              <th scope="col">{text.standing.coverage}</th>
              <th scope="col">{text.system.nextStep}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.system}>
                <th scope="row">
                  <Link to="/systems/$system/aspects/$aspect" params={{ system: row.system, aspect }}>
                    {row.name}
                  </Link>
                </th>
                <td>
                  <Rungs level={row.level} exempt={row.exempt} />
                </td>
                <td>
                  {row.lapses === null ? (
                    <span className="soft">{text.common.none}</span>
                  ) : (
                    <Moment instant={row.lapses} />
                  )}
                </td>
                <td className="number">
                  {row.coverage === null ? (
                    <span className="soft">{text.common.none}</span>
                  ) : (
                    text.common.percent(row.coverage)
                  )}
                </td>
                <td className="aspect-system-next">
                  <Words>{row.next}</Words>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Paged>
    </div>
  );
}
