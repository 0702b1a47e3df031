import type { SystemAnswer } from '../../../src/server/api.ts';
import { useTimeZone } from '../api/organization.ts';
import { text } from '../text.ts';
import { dayText, monthText } from '../time/format.ts';
import './timeline.css';

export type Intervals = SystemAnswer['timelines'][number]['intervals'];

const WIDTH = 1000;
const STEP = 16;

/** The span that a set of intervals covers, ending at the moment that is shown. */
export function spanOf(intervals: readonly Intervals[], at: string): { from: number; until: number } {
  let from = Number.POSITIVE_INFINITY;
  for (const row of intervals) for (const each of row) from = Math.min(from, readTime(each.from) ?? from);
  const until = Date.parse(at);
  return { from: Number.isFinite(from) && from < until ? from : until - 425 * 86_400_000, until };
}

/** Levels over time as a strip: each stretch in its level's colour, with the number where there is room. */
export function LevelStrip({
  intervals,
  span,
  label,
}: {
  intervals: Intervals;
  span: { from: number; until: number };
  label: string;
}) {
  const zone = useTimeZone();
  return (
    <svg
      className="strip"
      viewBox={`0 0 ${WIDTH} 20`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {clipped(intervals, span).map((each) => (
        <rect
          key={each.from}
          x={each.x}
          y="0"
          width={Math.max(1.5, each.width - 1.5)}
          height="20"
          data-level={each.exempt ? 'exempt' : each.level}
        >
          <title>
            {`${each.exempt ? text.common.exempt : text.common.level(each.level)}, ${dayText(each.from, zone)} – ${dayText(each.until, zone)}`}
          </title>
        </rect>
      ))}
    </svg>
  );
}

/** One aspect's levels over time as steps on five rungs. */
export function LevelSteps({
  intervals,
  span,
  label,
}: {
  intervals: Intervals;
  span: { from: number; until: number };
  label: string;
}) {
  const zone = useTimeZone();
  const steps = clipped(intervals, span);
  const height = STEP * 5;
  return (
    <div className="steps">
      <ol className="steps-scale" aria-hidden="true">
        {[5, 4, 3, 2, 1].map((level) => (
          <li key={level}>{level}</li>
        ))}
      </ol>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {[1, 2, 3, 4, 5].map((level) => (
          <line
            key={level}
            className="steps-line"
            x1="0"
            x2={WIDTH}
            y1={height - level * STEP}
            y2={height - level * STEP}
          />
        ))}
        {steps.map((each) => (
          <rect
            key={each.from}
            x={each.x}
            width={Math.max(1.5, each.width - 1)}
            y={each.exempt ? 0 : height - each.level * STEP}
            height={each.exempt ? height : each.level * STEP}
            data-level={each.exempt ? 'exempt' : each.level}
          >
            <title>
              {`${each.exempt ? text.common.exempt : text.common.level(each.level)}, ${dayText(each.from, zone)} – ${dayText(each.until, zone)}`}
            </title>
          </rect>
        ))}
      </svg>
    </div>
  );
}

/** Month names under a strip, at their place. */
export function MonthScale({ span }: { span: { from: number; until: number } }) {
  const zone = useTimeZone();
  const months: { instant: number; left: number }[] = [];
  const first = new Date(span.from);
  for (let month = 1; ; month++) {
    const instant = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1, 12);
    if (instant >= span.until) break;
    months.push({ instant, left: (instant - span.from) / (span.until - span.from) });
  }
  return (
    <div className="months" aria-hidden="true">
      {months.map(({ instant, left }) => (
        <span key={instant} style={{ insetInlineStart: `${left * 100}%` }}>
          {monthText(instant, zone)}
        </span>
      ))}
    </div>
  );
}

interface Stretch {
  from: number;
  until: number;
  x: number;
  width: number;
  level: Intervals[number]['level'];
  exempt: boolean;
}

function clipped(intervals: Intervals, span: { from: number; until: number }): Stretch[] {
  const scale = WIDTH / (span.until - span.from);
  const stretches: Stretch[] = [];
  for (const { from, until, level, exempt } of intervals) {
    const start = Math.max(span.from, readTime(from) ?? span.from);
    const end = Math.min(span.until, readTime(until) ?? span.until);
    if (end <= start) continue;
    stretches.push({
      from: start,
      until: end,
      x: (start - span.from) * scale,
      width: (end - start) * scale,
      level,
      exempt,
    });
  }
  return stretches;
}

function readTime(instant: string): number | undefined {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? undefined : time;
}
