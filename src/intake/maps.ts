import { parseMap } from '../adapters/csvmap/map.ts';
import type { Instant } from '../records/instant.ts';
import { Refusal } from '../records/refusal.ts';
import type { MapRow, Reader, Writer } from '../store/store.ts';
import { systemId } from './systems.ts';

/**
 * The saved map of a name or id.
 * @throws Refusal `not-found`
 */
export async function savedMap(reader: Reader, name: string): Promise<MapRow> {
  const maps = await reader.maps();
  const found = maps.find((each) => each.id === name) ?? maps.find((each) => each.id === systemId(name));
  if (found) return found;
  const known = maps.map(({ id }) => id).join(', ');
  throw new Refusal(
    'not-found',
    `There is no map "${name}".`,
    {},
    known ? `Saved are: ${known}.` : 'Save one: assay maps add FILE',
  );
}

/**
 * Keeps a map under its own name; one of the same name is replaced.
 * @throws Refusal where the document is no map, with the field
 */
export async function saveMap(writer: Writer, file: string, text: string, now: Instant): Promise<MapRow> {
  const { name } = await parseMap(file, text);
  const row = { id: systemId(name), name, text, created: now };
  await writer.putMap(row);
  return row;
}
