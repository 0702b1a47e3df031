import { expect, test } from 'vitest';
import { allowList } from './address.ts';
import { cloudEvent, EVENT_MEDIA_TYPE, eventBody } from './event.ts';
import { verdict } from './retry.ts';
import { send } from './send.ts';
import { signatureHeaders, signingSecret, verifySignature } from './sign.ts';
import { serve } from './testing/server.ts';

test('an event arrives as a CloudEvent whose signature its receiver can check', async () => {
  const now = Date.UTC(2026, 10, 23, 12);
  const secret = signingSecret(Buffer.alloc(32, 1));
  const seen: { type: string | undefined; event: unknown }[] = [];
  const port = await serve(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const given = (name: string) => String(request.headers[name]);
    const headers = {
      'webhook-id': given('webhook-id'),
      'webhook-timestamp': given('webhook-timestamp'),
      'webhook-signature': given('webhook-signature'),
    };
    verifySignature(secret, headers, body, now);
    seen.push({ type: request.headers['content-type'], event: JSON.parse(body.toString()) });
    response.writeHead(204).end();
  });
  const happening = { id: 'evt_1', source: 'https://assay.example.org/organizations/default', at: now };
  const body = eventBody(cloudEvent('dev.assay.test', happening, { message: 'Grüße' }));
  const headers = { 'content-type': EVENT_MEDIA_TYPE, ...signatureHeaders([{ secret }], 'evt_1', now, body) };
  const outcome = await send(
    { method: 'POST', url: `http://127.0.0.1:${port}/`, headers, body },
    { allow: allowList(['127.0.0.0/8']) },
  );
  expect(verdict(outcome, 1, now, 0)).toEqual({ kind: 'done' });
  expect(seen).toMatchObject([
    {
      type: 'application/cloudevents+json; charset=utf-8',
      event: { id: 'evt_1', data: { message: 'Grüße' } },
    },
  ]);
});
