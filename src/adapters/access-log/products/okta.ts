import { asInstant, asObject, asString, type Members } from '../../../formats/schema.ts';
import { identityKey, type Key, otherKey } from '../../../records/key.ts';
import { has } from '../../shared/products.ts';
import { severityOf } from '../../shared/severity.ts';
import type { AccessLog } from '../log.ts';

/** System Log API (Okta developer documentation, "LogEvent object"). */
export const okta: AccessLog = {
  id: 'okta-system-log',
  title: 'Okta System Log',
  wrappers: ['data.events'],
  knows: (row) => has(row, 'eventType', 'published', 'actor') && (has(row, 'uuid') || has(row, 'outcome')),
  read(row) {
    const what = asString(row.eventType);
    if (!what) return undefined;
    return {
      what,
      at: asInstant(row.published),
      who: keysOf(asObject(row.actor)),
      outcome: asString(asObject(row.outcome)?.result),
      severity: severityOf(asString(row.severity)),
      reference: asString(row.uuid),
    };
  },
};

function keysOf(actor: Members | undefined): readonly Key[] {
  const name = asString(actor?.alternateId);
  const id = asString(actor?.id);
  // Clients and systems have no address of a person here, and `unknown` is nobody.
  return [
    ...(name?.includes('@') ? [identityKey(name)] : []),
    ...(id && id !== 'unknown' ? [otherKey('okta', id)] : []),
  ];
}
