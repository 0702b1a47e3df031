import type { AspectScore, SystemScore } from '../../../../src/outputs/scorecard/scorecard.ts';
import { LevelChip } from '../../components/level.tsx';
import { Moment } from '../../components/moment.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import './inspector.css';

/**
 * A strip that stays at the foot of the heat map and says what is behind the cell under pointer or focus. A strip
 * and no tooltip: it never hides the cells around the one that is looked at.
 */
export function Inspector({
  system,
  aspect,
}: {
  system: SystemScore | undefined;
  aspect: AspectScore | undefined;
}) {
  return (
    <div className="inspector no-print">
      {system && aspect ? (
        <>
          <LevelChip level={aspect.level} exempt={aspect.exempt} />
          <p className="inspector-what">
            <strong>{system.name}</strong> · {text.aspects[aspect.id]}
          </p>
          <p className="inspector-why">
            <Words>{aspect.reason}</Words>{' '}
            {aspect.lapses !== null && aspect.lapsesTo !== null && (
              <span className="soft">
                {text.standing.falls} {aspect.lapsesTo} {text.standing.fallsOn}{' '}
                <Moment instant={aspect.lapses} />.
              </span>
            )}
          </p>
          <p className="inspector-next">
            <span className="soft">{text.portfolio.next}:</span> <Words>{aspect.next}</Words>
          </p>
        </>
      ) : (
        <p id="map-hint" className="soft">
          {text.portfolio.mapHint}
        </p>
      )}
    </div>
  );
}
