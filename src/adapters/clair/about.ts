import type { About } from '../about.ts';

export const about: About = {
  reads: 'reports of Clair: clair-scanner, klar, `clairctl report`, and the security answer of Quay',
  exports: [
    {
      tools: ['clair', '20-docker-security-tools', 'top-10-docker-security-tools'],
      how: 'Ask Clair for the report of an image.',
      code: `clairctl report -o json REGISTRY/IMAGE:TAG > clair.json
# or, with clair-scanner:
clair-scanner --ip "$HOST_IP" -r clair.json REGISTRY/IMAGE:TAG
assay import clair.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That the image was checked against known vulnerabilities: a practice of patching.',
    'Each vulnerability as a finding, by CVE and package, of the image by its reference or digest.',
  ],
  limits: [
    'When: the report names no time, so give `--happened`.',
    'A report of `clairctl` names the image by its digest only.',
  ],
};
