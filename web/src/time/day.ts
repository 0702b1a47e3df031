const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const DAY = 86_400_000;

/**
 * What the API is asked for a moment in the address bar. A day (`2026-11-01`) means the end of that day in the
 * organization's time zone, so that what happened on it counts; anything else is handed on as it is.
 */
export function instantOf(moment: string | undefined, zone: string): string | undefined {
  if (moment === undefined || !DAY_ONLY.test(moment)) return moment;
  const next = Date.parse(moment) + DAY;
  if (Number.isNaN(next)) return moment;
  return new Date(startOfDay(next, zone) - 1).toISOString();
}

/** The day (`2026-11-01`) on which an instant falls in the zone. */
export function dayOf(instant: number, zone: string): string {
  const [year, month, day] = wallClock(instant, zone);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  );
}

/** The first instant of a day in the zone; the day is given as its midnight in UTC. */
function startOfDay(midnightUtc: number, zone: string): number {
  // The offset depends on the instant and the instant on the offset; two rounds settle it across a clock change.
  let instant = midnightUtc - offset(midnightUtc, zone);
  instant = midnightUtc - offset(instant, zone);
  return instant;
}

function offset(instant: number, zone: string): number {
  const [year, month, day, hour, minute, second] = wallClock(instant, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

function wallClock(instant: number, zone: string): [number, number, number, number, number, number] {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value ?? 0);
  return [part('year'), part('month'), part('day'), part('hour'), part('minute'), part('second')];
}
