import { text } from '../../text.ts';

const WIDTH = 96;
const HEIGHT = 24;
const LOW = 15;
const HIGH = 75;

/** Scores over the quarters as a line; the numbers stand in its name. */
export function Course({ name, scores }: { name: string; scores: readonly (number | null)[] }) {
  const step = WIDTH / Math.max(1, scores.length - 1);
  const points = scores.flatMap((score, index) =>
    score === null ? [] : [{ x: index * step, y: height(score) }],
  );
  const last = points[points.length - 1];
  const label = text.climbs.courseOf(
    name,
    scores.map((score) => (score === null ? text.common.none : Math.round(score))).join(', '),
  );
  return (
    <svg
      className="course"
      role="img"
      aria-label={label}
      viewBox={`-3 -3 ${WIDTH + 6} ${HEIGHT + 6}`}
      width={WIDTH + 6}
      height={HEIGHT + 6}
    >
      <title>{label}</title>
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {last && <circle cx={last.x} cy={last.y} r="2.5" />}
    </svg>
  );
}

function height(score: number): number {
  return HEIGHT - ((score - LOW) / (HIGH - LOW)) * HEIGHT;
}
