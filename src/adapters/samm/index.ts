import { asObject } from '../../formats/schema.ts';
import { ASPECTS } from '../../records/words.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { answersIn } from './answers.ts';
import { readSamm } from './read.ts';

export const adapter: Adapter = {
  id: 'samm',
  about,
  title: 'OWASP SAMM: scores of an assessment',
  aspects: ASPECTS,
  byHand: true,
  detect({ json, yaml }) {
    const root = json ?? yaml;
    if (typeof root !== 'object' || root === null) return 0;
    const isNamed = 'samm' in (asObject(root) ?? {});
    let count = 0;
    for (const { coded } of answersIn(root)) {
      if (coded || isNamed) count += 1;
      // Two codes could be chance; practices by name alone are not enough.
      if (count >= (isNamed ? 1 : 3)) return CERTAIN;
    }
    return 0;
  },
  read: readSamm,
};
