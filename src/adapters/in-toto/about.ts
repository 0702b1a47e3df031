import type { About } from '../about.ts';

export const about: About = {
  reads:
    'in-toto statements (v0.1, v1), bare, in DSSE envelopes or Sigstore bundles: SLSA provenance and verification summaries, test results, vulnerability scans, SCAI, links, bills of materials, OpenVEX',
  exports: [
    {
      tools: [],
      how: 'Verify first, for Assay does not; then hand in what was verified.',
      code: `gh attestation verify oci://IMAGE --owner OWNER --format json > attestations.json
cosign verify-attestation --type slsaprovenance1 --certificate-oidc-issuer ISSUER \\
  --certificate-identity IDENTITY IMAGE > attestations.jsonl
assay import attestations.json --system SYSTEM`,
    },
    {
      tools: [],
      how: 'Or fetch them as they are.',
      code: `gh attestation download oci://IMAGE --owner OWNER
cosign download attestation IMAGE > attestations.jsonl
slsa-verifier verify-image IMAGE --source-uri github.com/OWNER/NAME --print-provenance > provenance.json`,
    },
  ],
  proves: [
    'Provenance: a build ran and came to its end (aspect `cicd`, output `test`), for the repository that it names.',
    'Test results and verification summaries: `cicd` too, with a result for each test, property or verification.',
    'Scans for vulnerabilities, bills of materials and OpenVEX: `patch`, with results and components.',
    'Images are known by their digests.',
  ],
  limits: [
    'Signatures are not verified here, so that anyone can have written a statement: it is semi-automated at most. Verify with `cosign`, `gh` or `slsa-verifier` before.',
    'What a producer asserts (SCAI) is declared: level 2 at most.',
    'A scanner’s own report inside a statement is not taken apart: hand it in by itself.',
    'Test results and SCAI reports do not say when: use `--happened`.',
    'Commands, parameters and environments of builds are not read, for they may hold secrets. Other predicates are reported as problems.',
  ],
};
