import type { About } from '../about.ts';

export const about: About = {
  reads: 'what a Cloud Custodian policy did: `metadata.json` and `resources.json` of its output folder',
  exports: [
    {
      tools: [],
      how: 'Each policy writes a folder; hand in its metadata, which dates the run and names the policy.',
      code: 'custodian run --output-dir out POLICY.yml\nassay import out/*/metadata.json --system SYSTEM',
    },
  ],
  proves: [
    'A remediation that a machine carried out, where the policy has actions that change something and neither `--dryrun` was given nor an exception broke it off; a run that matched nothing counts, for there was nothing to remediate.',
    'An alert, where the policy has actions that tell someone (`notify`, `webhook` …) and matched something.',
    'The policy is a remediation plan for the kind of finding that its name names.',
    '`resources.json` shows that what it lists exists, at the time that the caller gives, and no practice.',
  ],
  limits: [
    'That the remediation was right, or that the resources stayed as the policy left them.',
    'A dry run is declared only (level 2 at most), and so is a policy with a mode that was only put in place; a policy without actions is no practice; a run that broke off is a failed run.',
    '`custodian-run.log` is for people and is not read.',
  ],
};
