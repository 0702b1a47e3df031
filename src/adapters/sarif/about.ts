import type { About } from '../about.ts';

export const about: About = {
  reads: 'SARIF 2.1',
  exports: [
    {
      tools: ['anchore-cli', 'dagda'],
      how: 'The common output of scanners: Trivy, Grype, Checkov, KICS, tfsec, Semgrep, CodeQL, gitleaks, Dockle, Hadolint, zizmor ….',
      code: `trivy image --format sarif --output trivy.sarif registry.example.com/app:1.2
checkov -d . -o sarif
assay import trivy.sarif --system payments`,
    },
  ],
  proves: [
    'One practice a run (output `test`), at the end of its invocation, also where nothing was found.',
    'The aspect follows the tool: secret scanners `secrets`; dependency and image scanners `patch`; infrastructure and configuration linters `configuration`; other analysis `cicd`.',
    'Results with `kind: pass` pass; suppressed ones are skipped.',
  ],
  limits: [
    'Which repository or image was scanned: say it to the import.',
    'A run whose invocation failed is an event, not a practice.',
    "Many tools leave the invocation's time out; then say it with `--happened`.",
    'Messages of secret scanners are not kept.',
  ],
};
