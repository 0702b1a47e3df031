import { asObject, asText } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readOtm } from './read.ts';

/** How one begins in YAML, so that broken YAML is refused with its line rather than as an unknown format. */
const BEGINS = /^otmVersion: *["']?\d/m;

export const adapter: Adapter = {
  id: 'otm',
  about,
  title: 'Open Threat Model',
  aspects: ['threat-modeling'],
  detect(head) {
    const root = asObject(head.json ?? head.yaml);
    if (root) return asText(root['otmVersion']) !== undefined ? CERTAIN : 0;
    return BEGINS.test(head.text) ? CERTAIN : 0;
  },
  read: readOtm,
};
