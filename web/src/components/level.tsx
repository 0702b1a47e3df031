import type { Level } from '../../../src/records/words.ts';
import { text } from '../text.ts';
import './level.css';

export const LEVEL_NUMBERS: readonly Level[] = [1, 2, 3, 4, 5];

/** A level as number, colour and rungs, so that none of the three is needed alone. */
export function LevelChip({ level, exempt = false }: { level: Level; exempt?: boolean }) {
  return (
    <span
      className="level-chip"
      data-level={exempt ? 'exempt' : level}
      title={exempt ? text.common.exemptLong : text.levels[level]}
    >
      <span className="hidden">{exempt ? text.common.exempt : text.common.level(level)}</span>
      <span aria-hidden="true">{exempt ? text.common.none : level}</span>
    </span>
  );
}

/** The five rungs, filled up to the level, with the number before them. */
export function Rungs({ level, exempt = false }: { level: Level; exempt?: boolean }) {
  return (
    <span className="rungs">
      <LevelChip level={level} exempt={exempt} />
      <span className="rungs-track" data-level={exempt ? 'exempt' : level} aria-hidden="true">
        {LEVEL_NUMBERS.map((rung) => (
          <span key={rung} className="rung" data-filled={!exempt && rung <= level} />
        ))}
      </span>
    </span>
  );
}
