import type { About } from '../about.ts';

export const about: About = {
  reads: 'Sigma detection and correlation rules (YAML)',
  exports: [
    {
      tools: [],
      how: 'Nothing to export: `assay scan .` finds rules in a repository. One can be handed in as well.',
      code: 'assay import rules/RULE.yml --system NAME --happened 2026-11-23',
    },
  ],
  proves: [
    'That an alert rule is written, and how urgent it is; all of it is declared and earns level 2 at most.',
  ],
  limits: [
    'That a running system evaluates the rule, or that it ever fired: hand in the alerts of the system that it was converted for.',
    'Rules that are deprecated or unsupported count as switched off.',
  ],
};
