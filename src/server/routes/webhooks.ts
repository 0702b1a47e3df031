import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { handedBytes } from '../../intake/handed.ts';
import { type Intake, importDocument } from '../../intake/import.ts';
import { findSystem } from '../../outputs/scorecard/find.ts';
import { formatInstant } from '../../records/instant.ts';
import type { WebhookRow } from '../../store/rows.ts';
import { Imported } from '../api/documents.ts';
import { NewWebhook, WebhookMade, Webhooks } from '../api/sending.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import { importAnswer } from '../import-answer.ts';
import type { Declare } from '../operation.ts';
import { notFound } from '../shown.ts';
import { checkSignature, webhookSecret } from '../webhooks/signature.ts';

/** A webhook's body is held whole, to check its signature before anything looks at it. */
const LARGEST = 16 * 1024 * 1024;

const Params = z.object({ webhook: z.string().min(1).max(64) });

/** The addresses at which tools hand documents in by themselves. */
export function webhookSettings(declare: Declare, { store, now, key }: Shared): void {
  const tag = 'Webhooks in';
  const policy = { may: 'administer' as const };

  declare(
    {
      id: 'listWebhooks',
      method: 'GET',
      path: '/webhooks',
      tag,
      summary: 'Addresses at which tools hand documents in, signed.',
      policy,
      answer: Webhooks,
    },
    async ({ organization }) => ({
      rows: (await store.reader(organization.id).webhooks()).map(shownWebhook),
    }),
  );

  declare(
    {
      id: 'addWebhook',
      method: 'POST',
      path: '/webhooks',
      tag,
      summary: 'Make an address at which a tool hands documents in, and the secret it signs with.',
      policy,
      body: NewWebhook,
      answer: WebhookMade,
      status: 201,
    },
    async ({ organization, body, request }) => {
      const id = randomBytes(12).toString('hex');
      const row = await store.write(organization.id, async (writer) => {
        const system =
          body.system === null ? undefined : findSystem(await writer.systems(), body.system).name;
        if (body.map !== null && !(await writer.maps()).some((map) => map.id === body.map))
          throw notFound('map');
        const made: WebhookRow = { id, name: body.name, system, map: body.map ?? undefined, created: now() };
        await writer.putWebhook(made);
        await writer.addAudit(auditRow(request, now(), 'webhook.add', `webhook ${id}`, body));
        return made;
      });
      return { ...shownWebhook(row), secret: webhookSecret(key, organization.id, id) };
    },
  );

  declare(
    {
      id: 'removeWebhook',
      method: 'DELETE',
      path: '/webhooks/:webhook',
      tag,
      summary: 'Refuse what is sent to an address from now on; what came in stays.',
      policy,
      params: Params,
      answer: Nothing,
      status: 204,
    },
    async ({ organization, params, request }) => {
      await store.write(organization.id, async (writer) => {
        if (!(await writer.removeWebhook(params.webhook))) throw notFound('webhook');
        await writer.addAudit(auditRow(request, now(), 'webhook.remove', `webhook ${params.webhook}`));
      });
      return undefined;
    },
  );
}

/** Where tools hand documents in by themselves, each signed with its webhook's secret. */
export function webhookRoutes(app: FastifyInstance, declare: Declare, shared: Shared): void {
  const { store, now, key } = shared;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST }, (_request, body, done) => {
    done(null, body);
  });

  declare(
    {
      id: 'receiveWebhook',
      method: 'POST',
      path: '/webhooks/:webhook',
      tag: 'Webhooks in',
      summary: 'Where a tool hands a document in, signed with the address’s secret.',
      policy: { anyone: 'The signature over the body proves who sends.' },
      params: Params,
      body: 'bytes',
      answer: Imported,
    },
    async ({ params, request }) => {
      const found = await webhookOf(params.webhook);
      if (!found) throw notFound('webhook');
      const { organization, webhook } = found;
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const at = now();
      checkSignature(webhookSecret(key, organization, webhook.id), body, request.headers, at);
      const maps = webhook.map === undefined ? [] : await store.reader(organization).maps();
      const intake: Intake = {
        ...shared.taking(organization),
        organization,
        origin: { kind: 'token', name: webhook.name, claims: { webhook: webhook.id, proof: 'hmac-sha256' } },
        learned: at,
        system: webhook.system,
        map: maps.find((each) => each.id === webhook.map),
      };
      const handed = handedBytes(`${webhook.name}.webhook`, body);
      let result = await importDocument(store, handed, intake);
      // What does not say when it happened, happened when the tool sent it.
      if (result.status === 'refused' && result.code === 'undated')
        result = await importDocument(store, handed, { ...intake, happened: at });
      return importAnswer(handed.path, [result]);
    },
  );

  /** Ids are random and unguessable: they say which organization is meant. */
  async function webhookOf(id: string): Promise<{ organization: string; webhook: WebhookRow } | undefined> {
    for (const { id: organization } of await store.organizations()) {
      const webhook = (await store.reader(organization).webhooks()).find((each) => each.id === id);
      if (webhook) return { organization, webhook };
    }
    return undefined;
  }
}

function shownWebhook({ id, name, system, map, created }: WebhookRow) {
  return {
    id,
    name,
    system: system ?? null,
    map: map ?? null,
    created: formatInstant(created),
    path: `/api/v1/webhooks/${id}`,
  };
}
