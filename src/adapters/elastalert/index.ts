import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY, POSSIBLE } from '../adapter.ts';
import { about } from './about.ts';
import { readElastalert } from './read.ts';
import { isRule } from './rule.ts';
import { firstDocument, isWrittenBack } from './status.ts';

export const adapter: Adapter = {
  id: 'elastalert',
  about,
  title: 'ElastAlert',
  aspects: ['alerts'],
  detect(head) {
    if (head.json === undefined && head.yaml === undefined) {
      // YAML that is broken is better refused with its line than not known at all.
      const named = /^type:\s*["']?(frequency|spike|flatline|new_term|cardinality)/m.test(head.text);
      return named && /^(index|alert):/m.test(head.text) ? POSSIBLE : 0;
    }
    const certainty = isRule(asObject(head.json ?? head.yaml));
    if (certainty) return certainty === 'sure' ? CERTAIN : LIKELY;
    const first = firstDocument(head);
    return first && isWrittenBack(first) ? CERTAIN : 0;
  },
  read: readElastalert,
};
