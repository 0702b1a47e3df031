import { asObject } from '../../formats/schema.ts';
import { ASPECTS } from '../../records/words.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readRun } from './read.ts';

export const adapter: Adapter = {
  id: 'run',
  about,
  title: 'Run of a command, recorded by assay run',
  aspects: ASPECTS,
  detect(head) {
    const assay = asObject(head.json)?.['assay'];
    return typeof assay === 'string' && assay.startsWith('run/') ? CERTAIN : 0;
  },
  read: readRun,
};
