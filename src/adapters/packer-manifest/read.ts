import type { Document } from '../../formats/document.ts';
import { asInstant, asString } from '../../formats/schema.ts';
import { cloudKey, otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';

/**
 * Images that Packer built (post-processor `manifest`): each was made anew from its base when it was built.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readPackerManifest(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Packer' } };
  for await (const { pointer, item } of listed(document, ['/builds/*'])) {
    const artifact = asString(item?.artifact_id);
    const at = asInstant(item?.build_time, 'seconds');
    if (!item || !artifact || at === undefined) {
      yield {
        kind: 'problem',
        where: pointer,
        why: 'Expected a build with an artifact_id and a build_time.',
      };
      continue;
    }
    const name = asString(item.name) ?? asString(item.builder_type) ?? 'image';
    for (const image of imagesOf(artifact)) {
      yield { kind: 'resource', ...image, at, reaches: ['patch'] };
    }
    yield {
      kind: 'practice',
      aspect: 'patch',
      output: 'test',
      at,
      reference: artifact.slice(0, 200),
      note: `built image ${name}`,
    };
  }
}

/** `eu-west-1:ami-1,us-east-1:ami-2` for AWS; other builders name one image. */
function imagesOf(artifact: string): ResourceRef[] {
  return artifact.split(',').map((part) => {
    const ami = /ami-[0-9a-f]+/.exec(part)?.[0];
    const name = ami ?? part;
    return { type: 'image', keys: [ami ? cloudKey('aws', ami) : otherKey('packer', part)], name };
  });
}
