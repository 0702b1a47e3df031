import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { listed } from '../shared/listing.ts';
import { entries, logDays, logSource } from '../shared/log-days.ts';
import { productOf } from '../shared/products.ts';
import { LISTS } from './lists.ts';

/**
 * Users, sessions or audit events of Boundary.
 * @throws Refusal `malformed`, `truncated`, `too-large`; `unrecognised` where the head holds none of them
 */
export async function* readBoundary(document: Document): AsyncGenerator<Reading> {
  const known = productOf(document.head, LISTS);
  if (!known) {
    throw new Refusal('unrecognised', 'No user, session or event of Boundary stands at the beginning.', {
      file: document.path,
    });
  }
  const { product, pattern } = known;
  yield { kind: 'envelope', tool: { name: 'Boundary' } };
  const days = logDays();
  let users = 0;
  for await (const { pointer, item } of listed(document, [pattern])) {
    const reading = item && product.read(item);
    if (reading === 'aside') continue;
    if (!reading) {
      yield { kind: 'problem', where: pointer, why: 'Expected an entry with its id and time.' };
      continue;
    }
    if (reading.kind === 'identity') users += 1;
    if (reading.kind === 'event') {
      if (!days.any && product.what === 'events') yield logSource('boundary-audit', 'Boundary audit events');
      days.hear(reading.at);
    }
    yield reading;
  }
  if (users > 0) {
    const note = `Boundary listed ${users} ${users === 1 ? 'user' : 'users'}`;
    yield { kind: 'practice', aspect: 'access', output: 'test', note };
  }
  if (product.what === 'sessions')
    yield* days.practices(
      'access',
      (count) => `Boundary brokered ${count} ${count === 1 ? 'session' : 'sessions'}`,
    );
  else yield* days.practices('telemetry', (count) => `Boundary audit events: ${entries(count)}`);
}
