import type { Limits } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import { memoryDocument } from '../../formats/open.ts';
import { asObject, asString, type Members, member } from '../../formats/schema.ts';
import { Refusal } from '../../records/refusal.ts';

/** A statement itself, or one in an envelope (DSSE) or bundle (Sigstore). */
export function isWrapped(item: Members): boolean {
  if (isStatement(item) || envelopeIn(item)) return true;
  return (
    /^application\/vnd\.dev\.sigstore\.bundle/.test(asString(item.mediaType) ?? '') &&
    !('messageSignature' in item)
  );
}

function isStatement(item: Members): boolean {
  if (/^https:\/\/in-toto\.io\/Statement\//i.test(asString(item._type) ?? '')) return true;
  return asString(item.predicateType) !== undefined && Array.isArray(item.subject);
}

/** The envelope, where a wrapper has one. */
function envelopeIn(item: Members): Members | undefined {
  const places = [
    item,
    member(item, 'dsseEnvelope'),
    member(item, 'bundle', 'dsseEnvelope'),
    member(item, 'attestation', 'bundle', 'dsseEnvelope'),
  ];
  for (const place of places) {
    const found = asObject(place);
    const type = asString(found?.payloadType) ?? asString(found?.PayloadType);
    if (found && type && /in-toto/i.test(type) && (asString(found.payload) ?? asString(found.Payload)))
      return found;
  }
  return undefined;
}

/**
 * The statement in a value; its signature is not looked at. What a verifier wrote out in clear beside the
 * envelope (`gh attestation verify`) is the same statement.
 * @returns undefined where there is none, or its payload is no JSON
 */
export async function statementIn(value: unknown, limits: Limits): Promise<Members | undefined> {
  const item = asObject(value);
  if (!item) return undefined;
  if (isStatement(item)) return item;
  const shown = asObject(member(item, 'verificationResult', 'statement'));
  if (shown && isStatement(shown)) return shown;
  const envelope = envelopeIn(item);
  if (!envelope) return undefined;
  const payload = asString(envelope.payload) ?? asString(envelope.Payload) ?? '';
  try {
    const inner = await memoryDocument('payload.json', Buffer.from(payload, 'base64'), { limits });
    const statement = asObject(await readJson(inner));
    return statement && isStatement(statement) ? statement : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
