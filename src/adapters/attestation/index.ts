import { asArray, asObject } from '../../formats/schema.ts';
import { ASPECTS } from '../../records/words.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readAttestations } from './read.ts';

/** How one begins, so that broken YAML is refused with its line rather than as an unknown format. */
const BEGINS = /^(- )?assay: *["']?attestation\//m;

export const adapter: Adapter = {
  id: 'attestation',
  about,
  title: 'Attestation: what a person did',
  aspects: ASPECTS,
  byHand: true,
  detect(head) {
    if (BEGINS.test(head.text)) return CERTAIN;
    const root = head.json ?? head.yaml;
    const assay = (asObject(root) ?? asObject(asArray(root)[0]))?.['assay'];
    return typeof assay === 'string' && assay.startsWith('attestation/') ? CERTAIN : 0;
  },
  read: readAttestations,
};
