import { LEVEL_NUMBERS, LevelChip } from '../../components/level.tsx';
import { text } from '../../text.ts';
import './legend.css';

/** What the numbers, bars, colours and marks of the heat map mean. */
export function Legend() {
  return (
    <ul className="legend" aria-label={text.portfolio.legend}>
      {LEVEL_NUMBERS.map((level) => (
        <li key={level}>
          <LevelChip level={level} />
          {text.levels[level]}
        </li>
      ))}
      <li title={text.portfolio.legendFallsHint}>
        <span className="falls-mark" aria-hidden="true" />
        {text.portfolio.legendFalls}
      </li>
    </ul>
  );
}
