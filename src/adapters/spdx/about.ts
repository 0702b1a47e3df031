import type { About } from '../about.ts';

export const about: About = {
  reads: 'SPDX bills of materials: 2.2 and 2.3 in JSON and tag-value, 3.0 in JSON-LD',
  exports: [
    {
      tools: ['anchore-cli', 'banyan-collector'],
      how: 'List the parts of an image.',
      code: `syft registry:IMAGE -o spdx-json=bom.spdx.json
trivy image --format spdx-json --output bom.spdx.json IMAGE
assay import bom.spdx.json --system SYSTEM`,
    },
    {
      tools: [],
      how: 'GitHub writes one of each repository from its dependency graph.',
      code: `gh api repos/OWNER/NAME/dependency-graph/sbom > bom.spdx.json
assay import bom.spdx.json --system SYSTEM`,
    },
    {
      tools: ['grunt'],
      how: 'With npm, and say of which repository.',
      code: `npm sbom --sbom-format spdx > bom.spdx.json
assay import bom.spdx.json --system SYSTEM --target repository:github.com/OWNER/NAME`,
    },
  ],
  proves: [
    'That the parts of an image, repository or package were listed then (aspect `patch`, output `test`), each part as a component with its version, package URL and licence.',
    'What the document describes is known by digest, address or package URL, where it says one.',
  ],
  limits: [
    'That the parts were checked for vulnerabilities, or updated: import a scanner’s report too.',
    'Vulnerabilities and assessments in SPDX 3.0, files and snippets are not read.',
    'A bill that describes several packages names no one thing: give `--target`.',
    'SPDX in YAML, RDF and spreadsheets: export JSON.',
  ],
};
