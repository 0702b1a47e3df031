import type { About } from '../about.ts';

export const about: About = {
  reads: 'CycloneDX Attestations: documents of CycloneDX 1.6 and later with `declarations`',
  exports: [
    {
      tools: [],
      how: 'Let the assessor’s tool write it as CycloneDX JSON, and hand that in.',
      code: `cyclonedx-cli validate --input-file attestation.cdx.json --fail-on-errors
assay import attestation.cdx.json --system SYSTEM`,
    },
  ],
  proves: [
    'Somebody assessed how far requirements of a standard are met (aspect `configuration`, output `test`), at the time of the document.',
    'Each requirement is one result: a conformance of 1 without claims to the contrary passes, less fails, none is skipped.',
    'A bill of materials in the same document is read as the `cyclonedx` adapter reads it.',
  ],
  limits: [
    'That it is so: it is what assessors say, manual, so enough for levels 2 and 3 and never for more. Signatures are not verified.',
    'Results are declared, and reach no resource. Claims, evidence and rationales are not kept.',
    'Whatever a standard is about, its requirements count for `configuration`; other aspects need evidence of their own.',
    'Declarations behind more than 64 KiB of components are not noticed: hand them in without the components.',
  ],
};
