import type { About } from '../about.ts';

export const about: About = {
  reads: 'results.json of KICS',
  exports: [
    {
      tools: ['terraform', 'aws-cloudformation'],
      how: 'Scan a repository with infrastructure as code.',
      code: `docker run -t -v "$PWD:/path" checkmarx/kics scan --path /path --output-path /path --report-formats json
assay import results.json --system SYSTEM`,
    },
  ],
  proves: [
    'Code was scanned when the scan ended, before it is deployed (aspect `deploy`, output `test`), also where nothing was found.',
    'Each place at which a query found something: in Ansible, Dockerfiles, pipelines and API definitions for `configuration`, passwords and keys for `secrets`, all else for `deploy`.',
  ],
  limits: [
    'Which queries passed: KICS counts them only.',
    'That what was scanned was deployed: the results are of code, so they reach no resource.',
    'Expected and actual values are never read, for they may quote secrets.',
    'Of which repository: say it to the import.',
  ],
};
