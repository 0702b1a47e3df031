import { type Instant, parseInstant } from '../../records/instant.ts';

/** A time that is written without a zone and means UTC, with a blank or a `T`: `2026-03-01 00:00:00.000`. */
export function utcInstant(text: string | undefined): Instant | undefined {
  const bare = text?.trim().replace(' ', 'T') ?? '';
  return parseInstant(/[zZ]$|[+-]\d\d:?\d\d$/.test(bare) || !bare.includes('T') ? bare : `${bare}Z`);
}
