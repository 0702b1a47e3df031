import { imageKey } from '../../records/key.ts';
import type { ResourceRef } from '../../records/record.ts';

/**
 * A container image: by its digest where the tool says one, and by its reference, which can move to another.
 * @param digests texts that may hold `sha256:…`, e.g. a repository digest; the first that does is taken
 */
export function imageRef(
  reference: string | undefined,
  ...digests: readonly (string | undefined)[]
): ResourceRef | undefined {
  const digest = [...digests, reference].find(
    (text) => text !== undefined && /sha256:[0-9a-f]{64}/i.test(text),
  );
  const keys = [...new Set([digest, reference].flatMap((text) => (text ? [imageKey(text)] : [])))];
  const name = reference ?? digest;
  return keys.length === 0 || name === undefined ? undefined : { type: 'image', keys, name };
}
