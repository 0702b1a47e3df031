import { type Adapter, CERTAIN, LIKELY, POSSIBLE } from '../adapter.ts';
import { about } from './about.ts';
import { formatOf, isCiPath } from './formats.ts';
import { isJenkinsfile, isJenkinsfilePath } from './jenkinsfile.ts';
import { readCiConfig } from './read.ts';
import { isDependabot, isRenovate } from './update-bots.ts';

export const adapter: Adapter = {
  id: 'ci-config',
  about,
  title: 'CI configuration (GitHub Actions, GitLab, CircleCI, Travis, Jenkins, Azure Pipelines, update bots)',
  aspects: [
    'cicd',
    'cost',
    'patch',
    'configuration',
    'secrets',
    'deploy',
    'backup',
    'resiliency',
    'alerts',
    'remediation',
    'threat-modeling',
  ],
  detect(head) {
    if (head.shape === 'json') return isRenovate(head.json, head.path) ? LIKELY : 0;
    if (head.shape === 'xml' || head.shape === 'ndjson' || head.text === '') return 0;
    if (isJenkinsfile(head.text)) return isJenkinsfilePath(head.path) ? CERTAIN : LIKELY;
    const value = head.yaml;
    // YAML that is broken is better refused with its line than not known at all.
    if (value === undefined && isCiPath(head.path)) return POSSIBLE;
    if (isDependabot(value)) return CERTAIN;
    const format = formatOf(value, head.path);
    if (format?.path.test(head.path)) return CERTAIN;
    if (format) return format.distinct ? LIKELY : POSSIBLE;
    // A call of a shared library is a whole Jenkinsfile, and nothing but its name says so.
    return isJenkinsfilePath(head.path) && /^[ \t]*\w+[ \t]*[({]/m.test(head.text) ? LIKELY : 0;
  },
  read: readCiConfig,
};
