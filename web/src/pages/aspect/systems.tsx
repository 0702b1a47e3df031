import { Link } from '@tanstack/react-router';
import type { Scorecard } from '../../../../src/outputs/scorecard/scorecard.ts';
import type { AspectId } from '../../../../src/records/words.ts';
import { LEVEL_NUMBERS, LevelChip, Rungs } from '../../components/level.tsx';
import { Moment } from '../../components/moment.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import './systems.css';

/** How many systems stand on each rung, and each of them, lowest first. */
export function Systems({ scorecard, aspect }: { scorecard: Scorecard; aspect: AspectId }) {
  const rows = scorecard.systems
    .flatMap((system) => {
      const score = system.aspects.find((each) => each.id === aspect);
      return score ? [{ system, score }] : [];
    })
    .sort(
      (a, b) =>
        Number(a.score.exempt) - Number(b.score.exempt) ||
        a.score.level - b.score.level ||
        a.system.name.localeCompare(b.system.name, 'en'),
    );
  if (rows.length === 0) return <p className="soft">{text.aspect.noSystems}</p>;
  const most = Math.max(
    ...LEVEL_NUMBERS.map((level) => rows.filter((row) => standsAt(row, level)).length),
    1,
  );
  return (
    <div className="aspect-systems">
      <ul className="distribution card" aria-label={text.aspect.distribution}>
        {[...LEVEL_NUMBERS].reverse().map((level) => {
          const number = rows.filter((row) => standsAt(row, level)).length;
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
      <Scroller label={text.aspect.systems} className="aspect-system-list">
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{text.portfolio.system}</th>
              <th scope="col">{text.system.level}</th>
              <th scope="col">{text.system.lapses}</th>
              <th scope="col">{text.system.nextStep}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ system, score }) => (
              <tr key={system.id}>
                <th scope="row">
                  <Link to="/systems/$system/aspects/$aspect" params={{ system: system.id, aspect }}>
                    {system.name}
                  </Link>
                </th>
                <td>
                  <Rungs level={score.level} exempt={score.exempt} />
                </td>
                <td>
                  {score.lapses === null ? (
                    <span className="soft">{text.common.none}</span>
                  ) : (
                    <Moment instant={score.lapses} />
                  )}
                </td>
                <td className="aspect-system-next">
                  <Words>{score.next}</Words>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </div>
  );
}

function standsAt(row: { score: { level: number; exempt: boolean } }, level: number): boolean {
  return !row.score.exempt && row.score.level === level;
}
