import type { About } from '../about.ts';

export const about: About = {
  reads: 'OpenVEX 0.2.0 JSON, and the drafts before it',
  exports: [
    {
      tools: [],
      how: 'Write down what was found out about a vulnerability, and hand it in beside the scan.',
      code: `vexctl create --product 'pkg:oci/IMAGE@sha256:DIGEST' --vuln CVE_ID \\
  --status not_affected --justification vulnerable_code_not_in_execute_path > vex.json
assay import vex.json --system SYSTEM`,
    },
    {
      tools: [],
      how: 'A statement that is attached to an image as an attestation is read by the `in-toto` adapter.',
    },
  ],
  proves: [
    'Somebody looked at vulnerabilities (aspect `patch`, output `test`), when the document was last updated.',
    'Each product and package is one result under the CVE, as scanners name it: `fixed` passes, `not_affected` is skipped, `affected` fails.',
  ],
  limits: [
    'That the statement is right: it is its author’s, semi-automated at most. Impact statements and what to do are not kept.',
    'What is under investigation says nothing yet, so it yields no result that could hide a finding.',
    'Severities are not in a statement: `medium` stands in for them.',
  ],
};
