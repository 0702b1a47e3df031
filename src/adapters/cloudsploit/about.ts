import type { About } from '../about.ts';

export const about: About = {
  reads: 'results of CloudSploit, JSON and CSV',
  exports: [
    {
      tools: ['cloudsploit', 'my-arsenal-of-aws-security-tools'],
      how: 'Let it write a report of a cloud account.',
      code: `node index.js --config CONFIG.js --json cloudsploit.json --console none
assay import cloudsploit.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That the account’s configuration was checked: a practice of configuration.',
    'Each result of a plugin for a resource: passed, failed, or could not be asked.',
  ],
  limits: ['When: the report names no time, so give `--happened`.', 'Resources that no plugin looks at.'],
};
