import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { LevelChip } from '../../components/level.tsx';
import { Moment } from '../../components/moment.tsx';
import { Words } from '../../components/words.tsx';
import type { MomentSearch } from '../../root-route.tsx';
import { text } from '../../text.ts';
import { systemQuery } from '../system/query.ts';
import type { MapColumn } from './framework.tsx';
import type { MapSystem } from './query.ts';
import './inspector.css';

/**
 * A strip that stays at the foot of the heat map and says what is behind the cell under pointer or focus. A strip
 * and no tooltip: it never hides the cells around the one that is looked at. Reasons come from the server when a
 * system is looked at.
 */
export function Inspector({
  system,
  column,
  moment,
}: {
  system: MapSystem | undefined;
  /** Undefined for the columns before the aspects. */
  column: MapColumn | undefined;
  moment: MomentSearch | undefined;
}) {
  // While the pointer runs over the map, only where it rests is asked for.
  const wanted = useDeferredValue(system?.id);
  const query = systemQuery(wanted ?? '', moment ?? {});
  const { data } = useQuery({
    ...query,
    enabled: wanted !== undefined && moment !== undefined,
    staleTime: 60_000,
  });
  const { aspect, place } = column ?? {};
  const level = place === undefined ? undefined : system?.levels[place];
  const why =
    moment && data?.system.id === system?.id
      ? data?.system.aspects.find((each) => each.id === aspect)
      : undefined;
  return (
    <div className="inspector no-print">
      {system && aspect && level !== undefined ? (
        <>
          <LevelChip level={level === 0 ? 1 : level} exempt={level === 0} />
          <p className="inspector-what">
            <strong>{system.name}</strong> · {text.aspects[aspect]}
          </p>
          {why && (
            <>
              <p className="inspector-why">
                <Words>{why.reason}</Words>{' '}
                {why.lapses !== null && why.lapsesTo !== null && (
                  <span className="soft">
                    {text.standing.falls} {why.lapsesTo} {text.standing.fallsOn}{' '}
                    <Moment instant={why.lapses} />.
                  </span>
                )}
              </p>
              <p className="inspector-next">
                <span className="soft">{text.portfolio.next}:</span> <Words>{why.next}</Words>
              </p>
            </>
          )}
        </>
      ) : (
        <p id="map-hint" className="soft">
          {text.portfolio.mapHint}
        </p>
      )}
    </div>
  );
}
