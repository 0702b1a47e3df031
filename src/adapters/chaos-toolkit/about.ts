import type { About } from '../about.ts';

export const about: About = {
  reads: 'journals of Chaos Toolkit (`journal.json`)',
  exports: [
    {
      tools: [],
      how: 'Each run writes a journal.',
      code: 'chaos run --journal-path journal.json EXPERIMENT.json',
    },
  ],
  proves: [
    'An experiment that was completed, carried out an action, and did not deviate from its steady state is a loss that was survived, at its end.',
    'It reaches the service that a tag of the experiment names (`service:NAME` or `app:NAME`).',
    'One that deviated or failed is an event, and so is one that was aborted or interrupted.',
  ],
  limits: [
    'Experiments without a steady state say nothing of how the service fared: they are practices that reach no service.',
    'A run without any action that succeeded, such as a dry run, counts for nothing.',
    'Who began the run is not in the file; outputs of activities are not kept.',
  ],
};
