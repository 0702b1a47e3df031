import type { LevelRule } from '../../../../src/model/model.ts';
import type { AspectScore } from '../../../../src/outputs/scorecard/scorecard.ts';
import { LEVEL_NUMBERS, LevelChip } from '../../components/level.tsx';
import { text } from '../../text.ts';
import './ladder.css';

/** The five rungs with what each asks for, the highest on top, and where the system stands. */
export function Ladder({ score, rules }: { score: AspectScore; rules: readonly LevelRule[] }) {
  return (
    <section className="ladder card" aria-labelledby="ladder-title">
      <h2 id="ladder-title">{text.standing.ladder}</h2>
      <ol reversed>
        {[...LEVEL_NUMBERS].reverse().map((level) => {
          const rule = rules.find((each) => each.level === level);
          const here = !score.exempt && score.level === level;
          return (
            <li
              key={level}
              aria-current={here ? 'step' : undefined}
              data-reached={!score.exempt && level <= score.level}
            >
              <LevelChip level={level} />
              <span>
                <strong>{text.levels[level]}</strong>
                {here && <span className="tag ladder-here">{text.standing.here}</span>}
                {rule && <span className="ladder-rule">{ruleText(rule)}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** A rung's numbers, as the model gives them, in words. */
function ruleText(rule: LevelRule): string {
  const parts = [text.standing.rung(rule.freshDays, rule.sustainedDays)];
  if (rule.outputs.length > 0)
    parts.push(rule.outputs.map((each) => text.outputs[each].toLowerCase()).join(', '));
  if (rule.coverage !== undefined) parts.push(text.standing.rungCoverage(text.common.percent(rule.coverage)));
  return parts.join('; ');
}
