import { type Adapter, CERTAIN } from '../adapter.ts';
import { parseHeader } from './format.ts';
import { readGitHistory } from './read.ts';

export const adapter: Adapter = {
  id: 'git-history',
  title: 'Git history',
  aspects: ['inventory', 'cicd', 'patch', 'configuration', 'secrets', 'deploy', 'alerts', 'playbooks', 'threat-modeling'],
  detect: (head) => (parseHeader(head.text.slice(0, head.text.indexOf('\n'))) ? CERTAIN : 0),
  read: readGitHistory,
};
