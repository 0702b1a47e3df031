import { z } from 'zod';
import { target } from '../../outbound/target.ts';
import { formatInstant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { JobRow } from '../../store/jobs.ts';
import type { SubscriptionRow } from '../../store/rows.ts';
import { newId } from '../access/secret.ts';
import {
  Deliveries,
  Delivery,
  NewSubscription,
  Subscription,
  SubscriptionMade,
  Subscriptions,
} from '../api/sending.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { Declare } from '../operation.ts';
import { PageQuery, pageOf } from '../query.ts';
import { attemptsOf, subscriptionSecrets } from '../sending/deliver.ts';
import { DELIVER, tell } from '../sending/events.ts';
import { notFound } from '../shown.ts';

const Params = z.object({ subscription: z.string().min(1).max(100) });
const DeliveryParams = Params.extend({ delivery: z.string().min(1).max(100) });

/** Where others are told of what happened, and what became of each delivery. */
export function subscriptionRoutes(declare: Declare, shared: Shared): void {
  const { store, now, key, allow, runner } = shared;
  const tag = 'Webhooks out';
  const policy = { may: 'administer' as const };

  declare(
    {
      id: 'listSubscriptions',
      method: 'GET',
      path: '/subscriptions',
      tag,
      summary: 'Addresses that are told of what happens, as signed CloudEvents.',
      policy,
      answer: Subscriptions,
    },
    async ({ organization }) => ({
      rows: (await store.reader(organization.id).subscriptions()).map(shownSubscription),
    }),
  );

  declare(
    {
      id: 'addSubscription',
      method: 'POST',
      path: '/subscriptions',
      tag,
      summary: 'Tell an address of what happens; answers the secret that signs.',
      policy,
      body: NewSubscription,
      answer: SubscriptionMade,
      status: 201,
    },
    async ({ organization, body, request }) => {
      target(body.url, allow);
      const row: SubscriptionRow = { ...body, id: newId(), secret: 1, rotated: undefined, created: now() };
      await store.write(organization.id, async (writer) => {
        await writer.putSubscription(row);
        const detail = { name: row.name, host: new URL(row.url).host, events: row.events };
        await writer.addAudit(auditRow(request, now(), 'subscription.add', `subscription ${row.id}`, detail));
      });
      return { ...shownSubscription(row), secret: secretOf(organization.id, row) };
    },
  );

  declare(
    {
      id: 'changeSubscription',
      method: 'PUT',
      path: '/subscriptions/:subscription',
      tag,
      summary: 'Change what an address is told, or switch it on and off.',
      policy,
      params: Params,
      body: NewSubscription,
      answer: Subscription,
    },
    async ({ organization, params, body, request, ifMatch }) => {
      target(body.url, allow);
      return store.write(organization.id, async (writer) => {
        const before = (await writer.subscriptions()).find(({ id }) => id === params.subscription);
        if (!before) throw notFound('subscription');
        ifMatch(shownSubscription(before));
        const after = { ...before, ...body };
        await writer.putSubscription(after);
        const detail = {
          name: after.name,
          host: new URL(after.url).host,
          events: after.events,
          enabled: after.enabled,
        };
        await writer.addAudit(
          auditRow(request, now(), 'subscription.change', `subscription ${after.id}`, detail),
        );
        return shownSubscription(after);
      });
    },
  );

  declare(
    {
      id: 'removeSubscription',
      method: 'DELETE',
      path: '/subscriptions/:subscription',
      tag,
      summary: 'Tell an address nothing any more.',
      policy,
      params: Params,
      answer: Nothing,
      status: 204,
    },
    async ({ organization, params, request }) => {
      await store.write(organization.id, async (writer) => {
        if (!(await writer.removeSubscription(params.subscription))) throw notFound('subscription');
        await writer.addAudit(
          auditRow(request, now(), 'subscription.remove', `subscription ${params.subscription}`),
        );
      });
      return undefined;
    },
  );

  declare(
    {
      id: 'rotateSubscription',
      method: 'POST',
      path: '/subscriptions/:subscription/secret',
      tag,
      summary: 'A new secret; the one before signs beside it for a day.',
      policy,
      params: Params,
      answer: SubscriptionMade,
      status: 201,
    },
    async ({ organization, params, request }) => {
      const row = await store.write(organization.id, async (writer) => {
        const before = (await writer.subscriptions()).find(({ id }) => id === params.subscription);
        if (!before) throw notFound('subscription');
        const after = { ...before, secret: before.secret + 1, rotated: now() };
        await writer.putSubscription(after);
        await writer.addAudit(auditRow(request, now(), 'subscription.rotate', `subscription ${after.id}`));
        return after;
      });
      return { ...shownSubscription(row), secret: secretOf(organization.id, row) };
    },
  );

  declare(
    {
      id: 'testSubscription',
      method: 'POST',
      path: '/subscriptions/:subscription/test',
      tag,
      summary: 'Send a test event.',
      policy,
      params: Params,
      answer: Nothing,
      status: 204,
    },
    async ({ organization, params }) => {
      await store.write(organization.id, async (writer) => {
        const one = (await writer.subscriptions()).find(({ id }) => id === params.subscription);
        if (!one) throw notFound('subscription');
        if (!one.enabled) throw new Refusal('conflict', 'It is switched off.', {}, 'Switch it on first.');
        const message = `A test for ${one.name}.`;
        const wanted = { ...one, events: [] };
        await tell(writer, [wanted], shared.source(organization.id), now(), 'dev.assay.test', { message });
      });
      runner.wake();
      return undefined;
    },
  );

  declare(
    {
      id: 'listDeliveries',
      method: 'GET',
      path: '/subscriptions/:subscription/deliveries',
      tag,
      summary: 'What was sent to an address, each with its attempts, newest first.',
      policy,
      params: Params,
      query: PageQuery,
      answer: Deliveries,
    },
    async ({ organization, params, query }) => {
      await known(organization.id, params.subscription);
      const filter = { kind: DELIVER, subject: params.subscription };
      const page = await store.jobs.list(organization.id, filter, pageOf(query));
      return { rows: page.rows.map(shownDelivery), next: page.next ?? null };
    },
  );

  declare(
    {
      id: 'resendDelivery',
      method: 'POST',
      path: '/subscriptions/:subscription/deliveries/:delivery',
      tag,
      summary: 'Send a delivery again, now; it keeps its event’s id.',
      policy,
      params: DeliveryParams,
      answer: Delivery,
      status: 201,
    },
    async ({ organization, params }) => {
      await known(organization.id, params.subscription);
      const before = await store.jobs.job(organization.id, params.delivery);
      if (before?.kind !== DELIVER || before.subject !== params.subscription) throw notFound('delivery');
      const at = now();
      const { kind, subject, payload, by } = before;
      const id = newId();
      await store.jobs.add({
        organization: organization.id,
        id,
        kind,
        subject,
        payload,
        by,
        created: at,
        due: at,
      });
      runner.wake();
      const job = await store.jobs.job(organization.id, id);
      if (!job) throw new Error('a job that was just added is not there');
      return shownDelivery(job);
    },
  );

  async function known(organization: string, subscription: string): Promise<void> {
    const rows = await store.reader(organization).subscriptions();
    if (!rows.some(({ id }) => id === subscription)) throw notFound('subscription');
  }

  function secretOf(organization: string, row: SubscriptionRow): string {
    return subscriptionSecrets(key, organization, row)[0]?.secret ?? '';
  }
}

function shownSubscription({ id, name, url, events, enabled, created, rotated }: SubscriptionRow) {
  return {
    id,
    name,
    url,
    events: [...events],
    enabled,
    created: formatInstant(created),
    rotated: rotated === undefined ? null : formatInstant(rotated),
  };
}

function shownDelivery(job: JobRow): z.output<typeof Delivery> {
  const { id, state, attempts, created, due, finished, payload } = job;
  const read = z.object({ event: z.object({ type: z.string() }) }).safeParse(payload);
  return {
    id,
    type: read.data?.event.type ?? '',
    state,
    attempts,
    created: formatInstant(created),
    due: formatInstant(due),
    finished: finished === undefined ? null : formatInstant(finished),
    log: attemptsOf(job),
  };
}
