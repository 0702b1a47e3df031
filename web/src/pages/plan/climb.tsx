import type { PlanAnswer } from '../../../../src/server/api.ts';
import { LevelChip } from '../../components/level.tsx';
import { text } from '../../text.ts';

/** From the level that is derived to the one that it should reach. */
export function Climb({ row }: { row: Pick<PlanAnswer, 'level' | 'target'> }) {
  return (
    <span className="climb" role="img" aria-label={text.plan.fromTo(row.level, row.target)}>
      <LevelChip level={row.level} />
      <span aria-hidden="true">→</span>
      <LevelChip level={row.target} />
    </span>
  );
}
