import { text } from '../text.ts';
import { isInstant } from '../time/format.ts';
import { LevelChip } from './level.tsx';
import { Moment } from './moment.tsx';
import type { Intervals } from './timeline.tsx';

/** The table twin of a timeline: the same stretches, newest first. */
export function IntervalRows({ intervals, at, name }: { intervals: Intervals; at: string; name?: string }) {
  return [...intervals].reverse().map((each, index) => (
    <tr key={each.from}>
      {name !== undefined && (index === 0 ? <th scope="row">{name}</th> : <td />)}
      <td>
        <LevelChip level={each.level} exempt={each.exempt} />
      </td>
      <td>{isInstant(each.from) ? <Moment instant={each.from} /> : text.standing.always}</td>
      <td>
        {isInstant(each.until) && Date.parse(each.until) < Date.parse(at) ? (
          <Moment instant={each.until} />
        ) : (
          text.common.none
        )}
      </td>
    </tr>
  ));
}
