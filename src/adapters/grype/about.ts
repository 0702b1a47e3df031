import type { About } from '../about.ts';

export const about: About = {
  reads: '`grype -o json`',
  exports: [
    {
      tools: ['anchore-cli', 'dagda', 'banyan-collector'],
      how: 'Scan an image; the report names it by digest and says when.',
      code: `grype registry:IMAGE -o json --file grype.json
assay import grype.json --system SYSTEM`,
    },
    {
      tools: [],
      how: 'Scan a checkout or a bill of materials, and say of what.',
      code: `grype dir:. -o json --file grype.json
grype sbom:bom.json -o json --file grype.json
assay import grype.json --system SYSTEM --target repository:github.com/OWNER/NAME`,
    },
  ],
  proves: [
    'That the packages were checked against known vulnerabilities: a practice of patching at the time that the report says, also where none was found.',
    'Each vulnerability as a finding, by CVE where its advisory answers one; each vulnerable package as a component.',
    'What a rule or VEX left out is skipped; what VEX calls fixed passes.',
    'That a distribution gets no more updates, as a finding.',
  ],
  limits: [
    'When it was, in reports of older versions or with `--timestamp=false`: give `--happened`.',
    'Of which repository a folder is: give `--target`.',
    'Packages without a vulnerability: import a bill of materials too.',
    'That anything was updated.',
  ],
};
