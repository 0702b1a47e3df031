import type { About } from '../about.ts';

export const about: About = {
  reads: 'SPDX 2.2 and 2.3 bills of materials, JSON and tag-value',
  exports: [
    {
      tools: ['gradle', 'dagda'],
      how: 'Make one of an image or a checkout, or take the one that the hosting service makes of a repository.',
      code: `syft registry.example.com/app:1.2 -o spdx-json=bom.spdx.json
gh api repos/OWNER/NAME/dependency-graph/sbom --jq .sbom > bom.spdx.json
assay import bom.spdx.json --system SYSTEM`,
    },
  ],
  proves: [
    'That the parts of an image or repository were listed when the bill was created: a practice of patching, each part as a component by package URL.',
  ],
  limits: [
    'That anybody looked for vulnerabilities, or updated anything.',
    'Of what: where the bill describes a package without a package URL, give `--target`.',
    'SPDX 3 is not read yet; ask the tool for 2.3.',
  ],
};
