import type { About } from '../about.ts';

export const about: About = {
  reads:
    'Trivy reports in JSON (schema version 2, and the bare list before it): vulnerabilities, misconfigurations, secrets, packages',
  exports: [
    {
      tools: ['20-docker-security-tools', 'top-10-docker-security-tools'],
      how: 'Scan an image, a checkout or configuration; `--list-all-pkgs` adds components, `--include-non-failures` the checks that passed.',
      code: `trivy image --format json --list-all-pkgs --output trivy.json registry.example.com/app:1.2
trivy config --format json --include-non-failures --output trivy.json .
assay import trivy.json --system SYSTEM`,
    },
  ],
  proves: [
    'That the artifact was scanned when the report was made: a practice of patching, configuration or secrets, by what was looked for.',
    'Each vulnerability by CVE where it has one, each check with its outcome, each secret by its rule and file; each package as a component.',
  ],
  limits: [
    'Of a file system, the report names a path only: give `--target repository:ADDRESS`.',
    'Reports of schema version 1 name neither time nor artifact: give `--happened` and `--target`.',
    'Of a secret, the file and the kind are kept, never the text.',
  ],
};
