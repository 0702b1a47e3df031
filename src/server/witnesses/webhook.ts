import { cloudEvent, EVENT_MEDIA_TYPE, eventBody } from '../../outbound/event.ts';
import { send } from '../../outbound/send.ts';
import { signatureHeaders } from '../../outbound/sign.ts';
import { Refusal } from '../../records/refusal.ts';
import { newId } from '../access/secret.ts';
import { subscriptionSecrets } from '../sending/deliver.ts';
import type { Hand } from './hand-over.ts';
import { continuation } from './log.ts';

/** Sends the checkpoint to an address, as a signed CloudEvent, with the proof that it continues the last one. */
export const handToWebhook: Hand = async ({
  row,
  organization,
  log,
  seen,
  at,
  key,
  source,
  allow,
  resolve,
  signal,
}) => {
  const from = Math.min(seen?.size ?? 0, log.size);
  const event = cloudEvent(
    'dev.assay.log.checkpoint',
    { id: newId(), source: source(organization), at },
    {
      origin: log.origin,
      key: log.key,
      size: log.size,
      root: log.root.toString('base64'),
      // Countersignatures would make it longer than a text of an event may be.
      checkpoint: log.own,
      consistency: { from, proof: await continuation(log, from) },
    },
  );
  const body = eventBody(event);
  const secrets = subscriptionSecrets(key, organization, { id: row.id, secret: 1, rotated: undefined });
  const headers = { ...signatureHeaders(secrets, event.id, at, body), 'content-type': EVENT_MEDIA_TYPE };
  const outcome = await send(
    { method: 'POST', url: row.target, headers, body },
    { allow, ...(resolve && { resolve }), ...(signal && { signal }) },
  );
  if (outcome.kind === 'failure') throw new Refusal('unreachable', outcome.message, {}, outcome.next);
  if (outcome.status >= 200 && outcome.status < 300) return { answer: null };
  throw new Refusal('unreachable', `It answered ${outcome.status}.`, {}, 'Check what it logs.');
};
