import { Link } from '@tanstack/react-router';
import type { ReportAnswer } from '../../../../src/server/api.ts';
import { GrowthMark } from '../../components/growth.tsx';
import { LevelChip } from '../../components/level.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { ASPECTS } from '../../words.ts';

type System = ReportAnswer['systems'][number];
/** Systems on the one page. */
const SYSTEMS = 14;

/** The aspects of one system, then and now, with the reason. */
export function Ladder({ system }: { system: System }) {
  return (
    <Scroller label={`${text.report.levels}: ${system.name}`} className="report-levels">
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{text.report.aspect}</th>
            <th scope="col">{text.report.levelThen}</th>
            <th scope="col">{text.report.levelNow}</th>
            <th scope="col">{text.report.reason}</th>
          </tr>
        </thead>
        <tbody>
          {system.aspects.map(({ id, level, before, exempt, reason }) => (
            <tr key={id}>
              <th scope="row">
                <Link to="/systems/$system/aspects/$aspect" params={{ system: system.id, aspect: id }}>
                  {text.aspects[id]}
                </Link>
              </th>
              <td>
                <LevelChip level={before} />
              </td>
              <td>
                <LevelChip level={level} exempt={exempt} />
              </td>
              <td className="small">
                <Words>{reason}</Words>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** Systems by aspects; on the one page those that stand lowest. */
export function LevelMap({ systems, full }: { systems: readonly System[]; full: boolean }) {
  const shown =
    full || systems.length <= SYSTEMS
      ? systems
      : [...systems].sort((a, b) => (a.score ?? 76) - (b.score ?? 76)).slice(0, SYSTEMS);
  return (
    <>
      <Scroller label={text.report.levels} className="report-levels">
        <table className="rows report-map">
          <thead>
            <tr>
              <th scope="col">{text.report.system}</th>
              {ASPECTS.map((id, index) => (
                <th key={id} scope="col" title={text.aspects[id]}>
                  <span aria-hidden="true">{index + 1}</span>
                  <span className="hidden">{text.aspects[id]}</span>
                </th>
              ))}
              <th scope="col" className="end">
                {text.portfolio.score}
              </th>
              <th scope="col" className="end">
                {text.report.growth}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((system) => (
              <tr key={system.id}>
                <th scope="row">
                  <Link to="/systems/$system" params={{ system: system.id }}>
                    {system.name}
                  </Link>
                </th>
                {system.aspects.map(({ id, level, exempt }) => (
                  <td key={id}>
                    <LevelChip level={level} exempt={exempt} />
                  </td>
                ))}
                <td className="end">{system.score ?? text.common.none}</td>
                <td className="end">
                  <GrowthMark value={system.growth} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {shown.length < systems.length && (
        <p className="soft small">{text.report.lowest(shown.length, systems.length)}</p>
      )}
    </>
  );
}
