import { z } from 'zod';
import { EVENT_TYPES } from '../../outbound/event.ts';
import { Instant, paged } from './words.ts';

const Name = z.string().trim().min(1).max(200);

/** Addresses at which tools hand documents in, signed. */
export const NewWebhook = z.strictObject({
  name: Name,
  system: z.string().min(1).max(200).nullable().default(null).describe('By attribution rules where null'),
  map: z
    .string()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .describe('Id of a saved map; recognised where null'),
});
export const Webhook = z.object({
  id: z.string(),
  name: z.string(),
  system: z.string().nullable(),
  map: z.string().nullable(),
  created: Instant,
  path: z.string(),
});
export const Webhooks = z.object({ rows: z.array(Webhook) });
export const WebhookMade = Webhook.extend({ secret: z.string() });

/** Where others are told of what happened, as signed CloudEvents. */
export const NewSubscription = z.strictObject({
  name: Name,
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  events: z.array(z.enum(EVENT_TYPES)).default([]).describe('Types of events; all where empty'),
  enabled: z.boolean().default(true),
});
export const Subscription = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  enabled: z.boolean(),
  created: Instant,
  rotated: Instant.nullable(),
});
export const Subscriptions = z.object({ rows: z.array(Subscription) });
export const SubscriptionMade = Subscription.extend({ secret: z.string() });

/** What was sent, or will be tried again. */
export const Delivery = z.object({
  id: z.string(),
  type: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  attempts: z.number(),
  created: Instant,
  due: Instant,
  finished: Instant.nullable(),
  log: z.array(z.object({ at: Instant, status: z.number().nullable(), why: z.string() })),
});
export const Deliveries = paged(Delivery);
