import { asArray, asInstant, asObject, asString, asText } from '../../../formats/schema.ts';
import { identityKey } from '../../../records/key.ts';
import type { AccessLog } from '../log.ts';

/** Activities (Google Workspace Admin SDK, Reports API, "activities.list"). Parameters are not read. */
export const google: AccessLog = {
  id: 'google-workspace-activities',
  title: 'Google Workspace activities',
  wrappers: ['items'],
  knows: (row) =>
    row.kind === 'admin#reports#activity' || asString(asObject(row.id)?.applicationName) !== undefined,
  knowsEmpty: (answer) => answer.kind === 'admin#reports#activities',
  read(row) {
    const id = asObject(row.id);
    const names = asArray(row.events).flatMap((event) => asString(asObject(event)?.name) ?? []);
    const mail = asString(asObject(row.actor)?.email);
    return {
      what: [asString(id?.applicationName), names.join(', ')].filter(Boolean).join(': '),
      at: asInstant(id?.time),
      who: mail ? [identityKey(mail)] : [],
      reference: asText(id?.uniqueQualifier),
    };
  },
};
