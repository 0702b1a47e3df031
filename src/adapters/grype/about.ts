import type { About } from '../about.ts';

export const about: About = {
  reads: 'Grype reports in JSON',
  exports: [
    {
      tools: ['20-docker-security-tools', 'anchore-cli'],
      how: 'Scan an image, a folder or a bill of materials.',
      code: `grype registry.example.com/app:1.2 --output json --file grype.json
assay import grype.json --system SYSTEM`,
    },
  ],
  proves: [
    'That the image was checked against known vulnerabilities when the report was made: a practice of patching.',
    'Each match as a finding, by CVE where it has one, with the version that mends it.',
  ],
  limits: [
    'Of a folder, the report names a path only: give `--target repository:ADDRESS`.',
    'Matches that rules of Grype set aside are not in it as findings.',
  ],
};
