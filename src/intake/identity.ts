import { createHash } from 'node:crypto';
import { parseMap } from '../adapters/csvmap/map.ts';
import { Refusal } from '../records/refusal.ts';
import type { Reader } from '../store/store.ts';
import type { Handed } from './handed.ts';
import type { MapText } from './parse/parse.ts';

/**
 * What a document is known by: its bytes, and, where a map reads them, what the map says, so that the same
 * bytes with a corrected map are read anew. Comments, layout and the map's name make no difference.
 * @throws Refusal where the map breaks its rules
 */
export async function documentId({ sha256 }: Handed, map: MapText | undefined): Promise<string> {
  if (!map) return sha256;
  const { name: _, ...mapping } = await parseMap(map.name, map.text);
  const text = JSON.stringify(mapping, (_key, value: unknown) => (value instanceof Map ? [...value] : value));
  return `${sha256}+${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

/**
 * Statements that are made twice count once, but amounts add up.
 * @throws Refusal `conflict` where the same bytes came in before, read in another way
 */
export async function refuseSecondCosts(reader: Reader, { sha256 }: Handed, id: string): Promise<void> {
  const readings = await reader.readingsOf(sha256);
  if (readings.every((each) => each === id)) return;
  throw new Refusal(
    'conflict',
    'The same bytes were read with another map before, so that their costs would count twice.',
    {},
    'Leave costs out of the map, or hand in an export of another period.',
  );
}
