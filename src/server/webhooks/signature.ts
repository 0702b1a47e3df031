import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';

/** Seconds that a signed time may lie off: enough for clocks that differ, too little to send it again later. */
const TOLERANCE = 300;

/** Secrets of webhooks are made from the installation's key, so that none is kept. */
export function webhookSecret(key: Buffer, organization: string, id: string): string {
  const made = createHmac('sha256', key).update(`webhook\n${organization}\n${id}`).digest('base64url');
  return `whs_${made}`;
}

/** Headers that carry a signature, in lower case. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Makes sure that whoever knows the secret sent these bytes. Accepted: `Assay-Signature: t=SECONDS,v1=HEX`
 * over `SECONDS.BODY`, which also proves when; and what tools send by themselves, over the body alone:
 * `X-Hub-Signature-256: sha256=HEX` (GitHub, Gitea) and `X-PagerDuty-Signature: v1=HEX,…`. All are HMAC-SHA256.
 * @throws Refusal `signature` where there is none, it does not fit, or its time lies off
 */
export function checkSignature(secret: string, body: Uint8Array, headers: Headers, now: Instant): void {
  const own = one(headers['assay-signature']);
  if (own !== undefined) {
    const parts = new Map(own.split(',').map((part) => halves(part)));
    const seconds = parts.get('t') ?? '';
    if (!/^\d{1,12}$/.test(seconds)) throw refused('The signature names no time.');
    const signed = Buffer.concat([Buffer.from(`${seconds}.`), body]);
    if (!fits(secret, signed, parts.get('v1'))) throw refused('The signature does not fit the body.');
    if (Math.abs(now / 1000 - Number(seconds)) > TOLERANCE) {
      throw refused(`The signature was made more than ${TOLERANCE / 60} minutes ago, or ahead.`);
    }
    return;
  }
  const github = one(headers['x-hub-signature-256']);
  const pagerduty = one(headers['x-pagerduty-signature']);
  const given =
    github !== undefined ? [halves(github)[1]] : (pagerduty?.split(',') ?? []).map((part) => halves(part)[1]);
  if (given.length === 0) throw refused('The request is not signed.');
  if (!given.some((hex) => fits(secret, body, hex))) throw refused('The signature does not fit the body.');
}

function fits(secret: string, signed: Uint8Array, hex: string | undefined): boolean {
  if (hex === undefined || !/^[0-9a-f]{64}$/i.test(hex)) return false;
  const right = createHmac('sha256', secret).update(signed).digest();
  return timingSafeEqual(right, Buffer.from(hex, 'hex'));
}

function halves(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? undefined : value;
}

function refused(why: string): Refusal {
  return new Refusal(
    'signature',
    why,
    {},
    'Sign with the webhook’s secret: assay webhooks --help shows how.',
  );
}
