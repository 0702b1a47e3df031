import type { About } from '../about.ts';

export const about: About = {
  reads: 'response playbooks and runbooks in Markdown with YAML front matter',
  exports: [
    {
      tools: ['response-playbooks'],
      how: 'Keep one playbook a file in the repository, begin it as below, and hand each in (`assay import playbooks/*.md --system NAME`). `type: playbook` (or `runbook`), or one of `playbook`, `runbook`, `answers`, `alerts` and `threats`, tells that it is one; all other members may be missing.',
      code: `---
type: playbook
id: PLAYBOOK-1
title: Sign-in from a foreign address
answers: [unauthorized-access]
alerts: [ForeignSignIn]
threats: [Someone signs in with a stolen password]
severity: high
owner: TEAM
updated: 2026-11-01
reviewed: 2026-11-20
---

1. Look up the person who signed in.
2. Lock the account.

   \`\`\`sh automated
   lock-account NAME
   \`\`\`
3. Call the person.
`,
      language: 'text',
    },
  ],
  proves: [
    'A playbook is written: what it answers, how many steps it has, who owns it, and when it was last changed or reviewed, whichever is later.',
    'Its steps are the items of its numbered lists; where there are none, those of its task lists (`- [ ]`), then headings that begin with `Step`, then its bullets.',
    'The share of its steps that a machine carries out: those that hold a fenced block whose first line has the word `automated` after its language.',
    'That a person worked on playbooks when it was last changed or reviewed.',
  ],
  limits: [
    'That it was ever carried out or exercised: record that with `assay run --aspect playbooks` or an attestation.',
    'A playbook without steps is reported and counts for nothing.',
    'Without `updated` or `reviewed` it is dated by `--happened`.',
    'The text of the steps is not kept.',
  ],
};
