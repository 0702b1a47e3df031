import type { About } from '../about.ts';

export const about: About = {
  reads:
    '`trivy image|fs|repo|rootfs|config|vm|k8s --format json` (schema version 2, and the arrays before it)',
  exports: [
    {
      tools: ['dagda', 'banyan-collector'],
      how: 'Scan an image; the report names it by digest.',
      code: `trivy image --scanners vuln,secret,misconfig --format json --output trivy.json IMAGE
assay import trivy.json --system SYSTEM`,
    },
    {
      tools: [],
      how: 'Scan a repository by its address, or a checkout, of which the report does not say where it is from unless it is a clone.',
      code: `trivy repo --scanners vuln,secret,misconfig --include-non-failures --format json --output trivy.json https://github.com/OWNER/NAME
trivy fs --scanners vuln,secret --format json --output trivy.json .
assay import trivy.json --system SYSTEM --target repository:github.com/OWNER/NAME`,
    },
    {
      tools: [],
      how: 'Check infrastructure as code; with this option, checks that pass are told too.',
      code: `trivy config --include-non-failures --format json --output trivy.json .
assay import trivy.json --system SYSTEM --target repository:github.com/OWNER/NAME`,
    },
    {
      tools: [],
      how: 'Scan what runs in a cluster.',
      code: `trivy k8s --report all --format json --output trivy.json
assay import trivy.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That packages were checked against known vulnerabilities (aspect `patch`), files or resources against checks and licences (`configuration`), files for secrets (`secrets`): a practice for each of these that the report has a result of, also where nothing was found.',
    'Each vulnerability as a finding, by CVE where it has one; each misconfiguration and each secret; each package of the list as a component.',
    'Checks that passed, and licences that ask for nothing but a notice, pass. What was left out by `.trivyignore`, an exception or VEX is skipped; `fixed` in VEX passes.',
    'Checks of files are declared: they show what is configured, not what runs.',
  ],
  limits: [
    'What a secret is: its text and the lines around it are never read.',
    'When it was, where an older Trivy or a scan of a cluster leaves it out: give `--happened`.',
    'Of which repository a folder is, where the report does not name its address: give `--target`.',
    'That a scanner ran which found nothing and left no result in the report, as the one for secrets.',
    'A scan of a cluster may look at a part of it, so that it closes nothing that it does not name.',
    'Compliance reports (`--compliance`) and the resources of the Trivy Operator are not read.',
  ],
};
