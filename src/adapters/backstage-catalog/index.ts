import type { Head } from '../../formats/document.ts';
import { asArray, asObject, asString, member } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, type Certainty } from '../adapter.ts';
import { about } from './about.ts';
import { isEntity } from './entity.ts';
import { readBackstage } from './read.ts';

/** How one begins in YAML, so that broken YAML is refused with its line rather than as an unknown format. */
const BEGINS = /^apiVersion: *["']?(?:[\w-]+\.)*backstage\.io\//m;

function certainty(head: Head): Certainty {
  const root = head.json ?? head.yaml;
  if (root === undefined) return BEGINS.test(head.text) ? CERTAIN : 0;
  const list = Array.isArray(root) ? root : asArray(member(root, 'items'));
  if (isEntity(root) || isEntity(asArray(list)[0])) return CERTAIN;
  // The first document of several may say nothing yet.
  if (head.json === undefined && BEGINS.test(head.text)) return CERTAIN;
  // What the API answers where the catalogue holds nothing.
  const page = asObject(member(root, 'pageInfo'));
  const empty = Array.isArray(member(root, 'items')) && 'totalItems' in (asObject(root) ?? {});
  return empty && page && list.length === 0 && asString(page['nextCursor']) === undefined ? 60 : 0;
}

export const adapter: Adapter = {
  id: 'backstage-catalog',
  about,
  title: 'Backstage software catalog',
  aspects: ['inventory', 'threat-modeling'],
  detect: certainty,
  read: readBackstage,
};
