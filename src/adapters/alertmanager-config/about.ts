import type { About } from '../about.ts';

export const about: About = {
  reads: 'Alertmanager configuration',
  exports: [
    {
      tools: ['prometheus'],
      how: 'Nothing to export: `assay scan .` finds the file in a repository. It can be handed in as well, also as a Kubernetes `AlertmanagerConfig`.',
      code: `assay import alertmanager.yml --system NAME --happened 2026-11-23`,
    },
  ],
  proves: [
    'That routes are written, each with what it matches and the receiver that it leads to, and by which ways that receiver delivers (`pagerduty`, `email`, `slack` ...).',
    'A route to a receiver that delivers nothing is switched off; one to a receiver that does not exist is a problem.',
  ],
  limits: [
    'That an alert ever took a route.',
    'All of it is declared and earns level 2 at most.',
    'Of receivers only the names of their settings are read: addresses, tokens and keys never leave the file.',
  ],
};
