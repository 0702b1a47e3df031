import type { About } from '../about.ts';

export const about: About = {
  reads: 'scores of an OWASP SAMM 2 assessment, in YAML or JSON',
  exports: [
    {
      tools: [],
      how: 'Write the scores down by activity, stream or practice, or let your SAMM tool export its answers as JSON.',
      code: `samm: 2
date: 2026-11-01
scores:
  D-TA-1-A: 0.5       # an activity
  O-IM-B: 1.25        # a stream
  Secure Build:       # a practice by its name
    A: 1
    B: 0.5
answers:
  - { id: V-ST-1-A, answer: 'Yes, for some', date: 2026-10-20 }`,
      language: 'yaml',
    },
    { tools: [], how: 'From the toolbox (a spreadsheet), copy the rating of each stream into such a file.' },
  ],
  proves: [
    'That somebody assessed an activity as done at all: one manual practice (output `test`) of the aspect of its stream, at the date of the answer or of the assessment.',
    'It is enough for levels 2 and 3, never for 4 or 5, whoever hands it in.',
  ],
  limits: [
    'That it is done: hand in what the tools produce. Scores of SAMM are never turned into levels here, so that a high score says no more than a low one.',
    'Streams about strategy, education and policy belong to no aspect and are left out.',
    'The spreadsheet itself (`.xlsx`) is not read.',
    'Without a date, say `--happened`.',
  ],
};
