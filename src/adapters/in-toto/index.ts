import type { Head } from '../../formats/document.ts';
import { asArray, asObject, type Members, member } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readInToto } from './read.ts';
import { isWrapped } from './unwrap.ts';

export const adapter: Adapter = {
  id: 'in-toto',
  about,
  title: 'in-toto attestations: provenance, test results, scans, verification',
  aspects: ['cicd', 'patch'],
  detect(head) {
    const first = asObject(Array.isArray(head.json) ? asArray(head.json)[0] : head.json);
    if (!first) return 0;
    return isWrapped(first) || isList(first) || isEnvelope(head) ? CERTAIN : 0;
  },
  read: readInToto,
};

/** Attestations of GitHub's and npm's interfaces. */
function isList(root: Members): boolean {
  return member(asArray(root.attestations)[0], 'bundle') !== undefined;
}

/** A long payload is cut off in the head; its type stands before it. */
function isEnvelope({ text }: Head): boolean {
  return (
    /^\s*[[{]/.test(text) &&
    /"payloadType"\s*:\s*"application\/vnd\.in-toto\+json"/i.test(text.slice(0, 16_384))
  );
}
