import { hkdfSync } from 'node:crypto';
import { z } from 'zod';
import type { AllowList } from '../../outbound/address.ts';
import { type CloudEvent, EVENT_MEDIA_TYPE, eventBody } from '../../outbound/event.ts';
import { verdict } from '../../outbound/retry.ts';
import { type Sender, send } from '../../outbound/send.ts';
import { type SigningSecret, signatureHeaders, signingSecret } from '../../outbound/sign.ts';
import { DAY, formatInstant } from '../../records/instant.ts';
import type { JobRow } from '../../store/jobs.ts';
import type { SubscriptionRow } from '../../store/rows.ts';
import type { Store } from '../../store/store.ts';
import type { JobWork } from '../jobs/runner.ts';
import { traced } from '../watching/tracing.ts';

/** How long the secret before signs on after it was replaced. */
export const OVERLAP = DAY;

const Attempt = z.object({ at: z.string(), status: z.number().nullable(), why: z.string() });
/** What is remembered of a delivery's attempts, in the job's result. */
const Log = z.object({ log: z.array(Attempt) });
export type Attempt = z.output<typeof Attempt>;

const Payload = z.object({ event: z.looseObject({ id: z.string(), type: z.string() }) });

/** What deliveries are made with; random and the resolver are injected. */
export interface Delivering {
  store: Store;
  key: Buffer;
  now: () => number;
  allow: AllowList;
  random: () => number;
  resolve?: Sender['resolve'];
}

/** Sends one event to one subscription, and says when to try again. */
export function deliverJob({ store, key, now, allow, random, resolve }: Delivering): JobWork {
  return async (job, { signal }) => {
    const { event } = Payload.parse(job.payload);
    const to = (await store.reader(job.organization).subscriptions()).find(({ id }) => id === job.subject);
    const log = attemptsOf(job);
    if (!to?.enabled)
      return { failed: { log: [...log, attempt(now(), null, 'It was switched off or removed.')] } };
    // What was built with `cloudEvent` and kept as JSON.
    const body = eventBody(event as unknown as CloudEvent);
    const secrets = subscriptionSecrets(key, job.organization, to);
    const headers = { ...signatureHeaders(secrets, event.id, now(), body), 'content-type': EVENT_MEDIA_TYPE };
    const outcome = await traced(
      'deliver',
      {
        kind: 'CLIENT',
        attributes: { 'http.request.method': 'POST', 'server.address': new URL(to.url).hostname },
      },
      () =>
        send({ method: 'POST', url: to.url, headers, body }, { allow, signal, ...(resolve && { resolve }) }),
      (ended) => {
        const status = 'result' in ended ? ended.result.status : undefined;
        const attributes = status === undefined ? {} : { 'http.response.status_code': status };
        return { attributes, failed: status === undefined || status >= 400 };
      },
    );
    const at = now();
    const status = outcome.status ?? null;
    const why =
      outcome.kind === 'failure' ? `${outcome.message} ${outcome.next}`.trim() : `Answered ${status}.`;
    const stopped = outcome.kind === 'failure' && outcome.why === 'stopped';
    const result = { log: stopped ? log : [...log, attempt(at, status, why)] };
    const next = verdict(outcome, log.length + 1, at, random());
    if (next.kind === 'done') return { done: result };
    if (next.kind === 'retry') return { again: next.at, result };
    if (next.kind === 'disable')
      await store.write(job.organization, (writer) => writer.putSubscription({ ...to, enabled: false }));
    return { failed: result };
  };
}

/** What is known of a delivery's attempts. */
export function attemptsOf({ result }: Pick<JobRow, 'result'>): Attempt[] {
  const read = Log.safeParse(result);
  return read.success ? read.data.log : [];
}

/**
 * The secrets that sign for a subscription now: made from the installation's key and a count, so that none is
 * kept; the one before signs beside it for a day after it was replaced.
 */
export function subscriptionSecrets(
  key: Buffer,
  organization: string,
  { id, secret, rotated }: Pick<SubscriptionRow, 'id' | 'secret' | 'rotated'>,
): SigningSecret[] {
  const made = (count: number) =>
    signingSecret(
      new Uint8Array(hkdfSync('sha256', key, '', `assay subscription\n${organization}\n${id}\n${count}`, 32)),
    );
  const present = { secret: made(secret) };
  if (rotated === undefined || secret < 2) return [present];
  return [present, { secret: made(secret - 1), until: rotated + OVERLAP }];
}

function attempt(at: number, status: number | null, why: string): Attempt {
  return { at: formatInstant(at), status, why };
}
