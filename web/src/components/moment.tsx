import { useTimeZone } from '../api/organization.ts';
import { dayText, exactText, isInstant, shortDayText } from '../time/format.ts';

/** A day in the organization's time zone, with the exact instant on hover. */
export function Moment({ instant, short = false }: { instant: string; short?: boolean }) {
  const zone = useTimeZone();
  if (!isInstant(instant)) return <>{instant}</>;
  return (
    <time className="number" dateTime={instant} title={exactText(instant, zone)}>
      {short ? shortDayText(instant, zone) : dayText(instant, zone)}
    </time>
  );
}
