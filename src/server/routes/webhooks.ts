import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { handedBytes } from '../../intake/handed.ts';
import { type Intake, importDocument } from '../../intake/import.ts';
import { OWN } from '../../intake/organization.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Shared } from '../app.ts';
import { importAnswer } from '../import-answer.ts';
import { checkSignature, webhookSecret } from '../webhooks/signature.ts';

/** A webhook's body is held whole, to check its signature before anything looks at it. */
const LARGEST = 16 * 1024 * 1024;

const Params = z.object({ id: z.string().min(1).max(64) });

/** Where tools hand documents in by themselves, each signed with its webhook's secret. */
export async function webhookRoutes(app: FastifyInstance, shared: Shared): Promise<void> {
  const { store, model, now, key } = shared;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST }, (_request, body, done) => {
    done(null, body);
  });

  app.post('/webhooks/:id', async (request, reply) => {
    const { id } = Params.parse(request.params);
    const reader = store.reader(OWN);
    const webhook = (await reader.webhooks()).find((each) => each.id === id);
    if (!webhook || !key) throw new Refusal('not-found', 'There is no such webhook.');
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const at = now();
    checkSignature(webhookSecret(key, OWN, id), body, request.headers, at);
    const maps = webhook.map === undefined ? [] : await reader.maps();
    const intake: Intake = {
      organization: OWN,
      origin: { kind: 'token', name: webhook.name, claims: { webhook: id, proof: 'hmac-sha256' } },
      learned: at,
      coverage: model.coverage,
      system: webhook.system,
      parse: shared.parse,
      map: maps.find((each) => each.id === webhook.map),
    };
    const handed = handedBytes(`${webhook.name}.webhook`, body);
    let result = await importDocument(store, handed, intake);
    // What does not say when it happened, happened when the tool sent it.
    if (result.status === 'refused' && result.code === 'undated')
      result = await importDocument(store, handed, { ...intake, happened: at });
    return importAnswer(reply, result);
  });
}
