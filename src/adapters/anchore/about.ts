import type { About } from '../about.ts';

export const about: About = {
  reads: 'vulnerabilities and policy evaluations of an image, as anchore-cli and anchorectl print them',
  exports: [
    {
      tools: ['anchore-cli', '20-docker-security-tools', 'top-10-docker-security-tools'],
      how: 'Ask Anchore for an image’s vulnerabilities and for the evaluation of its policy.',
      code: `anchorectl image vulnerabilities IMAGE:TAG -t all -o json > vulnerabilities.json
# or, with the older client:
anchore-cli --json image vuln IMAGE:TAG all > vulnerabilities.json
anchore-cli --json evaluate check IMAGE:TAG --detail > policy.json
assay import vulnerabilities.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That the image was checked: each vulnerability is a finding by CVE and package, each row of a policy a check.',
    'An evaluation says when it was made.',
  ],
  limits: [
    'When the vulnerabilities were listed: give `--happened`.',
    'The packages of the image: hand in its bill of materials.',
  ],
};
