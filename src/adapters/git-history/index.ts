import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readGitHistory } from './read.ts';

export const adapter: Adapter = {
  id: 'git-history',
  about,
  title: 'History of a git repository',
  aspects: [
    'inventory',
    'cicd',
    'patch',
    'configuration',
    'secrets',
    'deploy',
    'alerts',
    'playbooks',
    'threat-modeling',
  ],
  detect: (head) => (head.text.startsWith('assay-git-log ') ? CERTAIN : 0),
  read: readGitHistory,
};
