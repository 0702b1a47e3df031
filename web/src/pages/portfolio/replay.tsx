import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import type { HistoryAnswer } from '../../../../src/server/api.ts';
import { useTimeZone } from '../../api/organization.ts';
import { text } from '../../text.ts';
import { dayOf } from '../../time/day.ts';
import { dayText } from '../../time/format.ts';
import { type MapSystem, weeksQuery } from './query.ts';
import './replay.css';

/** How long each week is shown. */
const BEAT = 350;

/** What the map shows instead of the day that was asked for. */
export interface Replayed {
  instant: string;
  systems: ReadonlyMap<string, { levels: string; score: number | null }>;
}

/** A slider over the last 14 months that replays the whole map, week by week. */
export function Replay({
  moment,
  onReplay,
}: {
  moment: { at?: string | undefined; known?: string | undefined };
  onReplay: (replayed: Replayed | undefined) => void;
}) {
  const [wanted, setWanted] = useState(false);
  const history = useQuery({ ...weeksQuery(moment), enabled: wanted }).data;
  const [place, setPlace] = useState<number>();
  const [playing, setPlaying] = useState(false);
  const navigate = useNavigate({ from: '/' });
  const zone = useTimeZone();
  const id = useId();
  const last = (history?.instants.length ?? 1) - 1;
  const shown = place ?? last;
  const instant = history?.instants[shown];

  useEffect(() => {
    if (!playing || !history) return;
    const timer = setInterval(() => {
      setPlace((before) => {
        const next = (before ?? 0) + 1;
        return next > last ? before : next;
      });
    }, BEAT);
    return () => clearInterval(timer);
  }, [playing, history, last]);
  useEffect(() => {
    if (playing && place === last) setPlaying(false);
  }, [playing, place, last]);
  useEffect(() => {
    onReplay(history && place !== undefined && place < last ? replayed(history, place) : undefined);
  }, [history, place, last, onReplay]);

  const play = () => {
    setWanted(true);
    if (playing) setPlaying(false);
    else {
      if (place === undefined || place >= last) setPlace(0);
      setPlaying(true);
    }
  };
  return (
    <div className="replay no-print">
      <button type="button" className="button" onClick={play}>
        {playing ? text.portfolio.pause : text.portfolio.play}
      </button>
      <label htmlFor={id} className="hidden">
        {text.portfolio.replay}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={history ? last : 60}
        value={history ? shown : 60}
        aria-valuetext={instant ? dayText(instant, zone) : undefined}
        onFocus={() => setWanted(true)}
        onPointerEnter={() => setWanted(true)}
        onChange={({ target: { value } }) => {
          setPlaying(false);
          setPlace(Number(value));
        }}
      />
      <span className="replay-day number">
        {instant ? dayText(instant, zone) : text.portfolio.replayLead}
      </span>
      {place !== undefined && place < last && instant && (
        <>
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              setPlace(undefined);
              setPlaying(false);
              void navigate({ search: (before) => ({ ...before, at: dayOf(Date.parse(instant), zone) }) });
            }}
          >
            {text.portfolio.openDay}
          </button>
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              setPlace(undefined);
              setPlaying(false);
            }}
          >
            {text.portfolio.backToNow}
          </button>
        </>
      )}
    </div>
  );
}

function replayed({ instants, systems }: HistoryAnswer, place: number): Replayed {
  return {
    instant: instants[place] ?? '',
    systems: new Map(
      systems.map(({ id, levels, scores }) => [
        id,
        { levels: levels[place] ?? '', score: scores[place] ?? null },
      ]),
    ),
  };
}

/** A system with the levels of another instant; what is known of the present only is left out. */
export function asReplayed(system: MapSystem, { systems }: Replayed): MapSystem {
  const then = systems.get(system.id);
  if (!then) return system;
  return {
    ...system,
    score: then.score,
    growth: { ...system.growth, value: null },
    // Digits that the server wrote.
    levels: [...then.levels].map((level) => (level === '-' ? 0 : Number(level))) as MapSystem['levels'],
    falling: [],
  };
}
