import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readJunit } from './read.ts';

export const adapter: Adapter = {
  id: 'junit',
  about,
  title: 'JUnit XML test report',
  aspects: ['cicd'],
  detect({ xml }) {
    if (xml?.local !== 'testsuites' && xml?.local !== 'testsuite') return 0;
    return 'tests' in xml.attributes || 'name' in xml.attributes ? CERTAIN : LIKELY;
  },
  read: readJunit,
};
