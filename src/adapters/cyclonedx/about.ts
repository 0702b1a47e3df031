import type { About } from '../about.ts';

export const about: About = {
  reads: 'CycloneDX bills of materials, 1.2 to 1.7 in JSON and XML, with vulnerabilities',
  exports: [
    {
      tools: ['gradle', 'anchore-cli', 'dagda', 'banyan-collector'],
      how: 'Run:',
      code: `syft registry.example.com/app:1.2 -o cyclonedx-json=bom.json
trivy image --format cyclonedx --output bom.json registry.example.com/app:1.2
npx @cyclonedx/cyclonedx-npm --output-file bom.json
assay import bom.json --system payments`,
    },
    {
      tools: ['gradle'],
      how: 'Plugins of build tools write XML beside JSON: either will do.',
      code: `./gradlew cyclonedxBom
assay import build/reports/bom.xml --system SYSTEM`,
    },
  ],
  proves: [
    'That the parts of an image or repository were listed then (aspect `patch`, output `test`), each part as a component, and each vulnerability as a finding for each part that it affects.',
    'What the analysis calls resolved passes; `not_affected` and `false_positive` are skipped.',
    'The image or repository is known by digest, `vcs` reference or package URL.',
  ],
  limits: [
    'That anything was updated.',
    'Declarations of assessors (`declarations`) in XML: export JSON.',
    'A bill without vulnerabilities says what is in there, not that it is free of them.',
  ],
};
