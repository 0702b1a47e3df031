import type { About } from '../about.ts';

export const about: About = {
  reads:
    'Amazon Inspector: `inspector2 list-findings`, one finding as EventBridge sends it, and `list-coverage`',
  exports: [
    {
      tools: ['aws-security-hub'],
      how: 'List the findings, and what is covered.',
      code: `aws inspector2 list-findings > findings.json
aws inspector2 list-coverage > coverage.json
assay import findings.json coverage.json --system SYSTEM`,
    },
  ],
  proves: [
    'That Inspector looked at a resource when it last scanned or observed it: a practice of patching.',
    'Each vulnerability of each package as a finding of its instance, image or function; closed ones pass.',
  ],
  limits: [
    'A list of findings alone does not say what else was scanned: the coverage does.',
    'The list is not taken as whole: what it leaves out is not closed by it.',
  ],
};
